"""Numbers that are written as words, in order, so that their places say what they stand for."""

from __future__ import annotations

_FROM_ONE = {
    "en": """
        one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen twenty
    """,
    "de": """
        ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn
        achtzehn neunzehn zwanzig
    """,
    "fr": """
        un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit
        dix-neuf vingt
    """,
}
FROM_ONE = {language: tuple(names.split()) for language, names in _FROM_ONE.items()}  # to twenty
TENS_FROM_TWENTY = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")  # English
