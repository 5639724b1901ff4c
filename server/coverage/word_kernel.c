/* What the words of some articles are to those of some others: every measure of every pair, in one pass.
 *
 * The same numbers as server/coverage/paired_words.py, which says what is computed and why, but for the last bits of
 * logarithms and sums; the tests hold the two against each other. No allocation, and no number of a record is used as
 * an index before it has been cut to the size of what it points into.
 */

#include <math.h>
#include <stdint.h>
#include <string.h>

enum { COMBINATIONS = 64, MOST_WORDS = 1024, SLOTS = 4 * MOST_WORDS, MOST_RAREST = 8, MOST_MEASURES = 64 };
enum { COSINE, MOST_CONTAINED, LEAST_CONTAINED, RAREST, SHARED, NONE_SHARED, BOTH_HAVE, ONE_HAS };

/* How common words are: server/coverage/statistics.py. */
typedef struct {
    const float *cells, *language_cells;
    int64_t mask; /* the bits of a number that say which cell */
    double now, articles, prior;
    double yardstick; /* the weight of a word never seen */
} Counts;

typedef struct {
    int64_t salt;
    double articles;
} Language;

typedef struct {
    int64_t kind, mark, within, many;
} Measure;

/* The words of one article: over those with each combination of marks, how many, their weights, the weights' squares. */
typedef struct {
    double numbers[COMBINATIONS], weights[COMBINATIONS], squares[COMBINATIONS];
    uint64_t used; /* which combinations there are, a bit each */
} Sums;

/* A word that both have. */
typedef struct {
    double our_weight, weight;
    uint8_t our_marks, marks;
} Pair;

typedef struct {
    const uint32_t *terms;
    const uint8_t *marks;
    const double *weights;
    uint16_t slots[SLOTS]; /* the place of a word, and one more; 0 is empty */
} Ours;

typedef struct {
    Pair pairs[MOST_WORDS];
    int64_t count;
    double rarest[MOST_RAREST]; /* weights, largest first … */
    int64_t wanted;             /* … so many of them */
} Common;

/* Single precision where the reference has it, so that only the logarithm may differ. */
static void weigh(const Counts *counts, const Language *language, const uint32_t *terms, int64_t count, double *weights)
{
    float now = (float)counts->now, articles = (float)(counts->articles / counts->now + 1.0);
    float prior = (float)counts->prior;
    for (int64_t i = 0; i < count; i++) {
        float overall = (counts->cells[terms[i] & counts->mask] / now + 0.5f) / articles;
        float here = counts->language_cells[(terms[i] ^ language->salt) & counts->mask] / now;
        weights[i] = (double)(here + prior * overall) / (language->articles + counts->prior);
    }
    for (int64_t i = 0; i < count; i++)
        weights[i] = weights[i] < 1.0 ? -log(weights[i]) : 0.0;
}

static void sum_up(Sums *sums, const uint8_t *marks, const double *weights, int64_t count)
{
    memset(sums, 0, sizeof *sums);
    for (int64_t i = 0; i < count; i++) {
        int combination = marks[i] % COMBINATIONS;
        sums->numbers[combination] += 1.0;
        sums->weights[combination] += weights[i];
        sums->squares[combination] += weights[i] * weights[i];
        sums->used |= 1ull << combination;
    }
}

/* Return what a measure is a share of: the sum over the words of one article that carry its mark. */
static double whole_of(const Sums *sums, const Measure *measure)
{
    const double *values = sums->numbers;
    if (measure->kind == COSINE)
        values = sums->squares;
    if (measure->kind == MOST_CONTAINED || measure->kind == LEAST_CONTAINED)
        values = sums->weights;
    double found = 0.0;
    for (uint64_t left = sums->used; left; left &= left - 1) {
        int combination = __builtin_ctzll(left);
        if (combination & measure->mark)
            found += values[combination];
    }
    return found;
}

static uint32_t slot_of(uint32_t term)
{
    return (term * 0x9E3779B1u) >> 20 & (SLOTS - 1);
}

static void file_words(Ours *ours, const uint32_t *terms, const uint8_t *marks, const double *weights, int64_t count)
{
    ours->terms = terms;
    ours->marks = marks;
    ours->weights = weights;
    memset(ours->slots, 0, sizeof ours->slots);
    for (int64_t i = 0; i < count; i++) {
        uint32_t slot = slot_of(ours->terms[i]);
        while (ours->slots[slot]) /* never full: there are more slots than words */
            slot = (slot + 1) % SLOTS;
        ours->slots[slot] = (uint16_t)(i + 1);
    }
}

/* Return the place of a word of ours, and one more; 0 if it is none of ours. */
static int64_t find_word(const Ours *ours, uint32_t term)
{
    uint32_t slot = slot_of(term);
    while (ours->slots[slot] && ours->terms[ours->slots[slot] - 1] != term)
        slot = (slot + 1) % SLOTS;
    return ours->slots[slot];
}

/* Keep a weight among the largest. */
static void keep_rarest(double *rarest, int64_t wanted, double weight)
{
    int64_t at = wanted - 1;
    if (weight <= rarest[at])
        return;
    for (; at && rarest[at - 1] < weight; at--)
        rarest[at] = rarest[at - 1];
    rarest[at] = weight;
}

static void find_common(Common *common, const Ours *ours, const uint32_t *terms, const uint8_t *marks,
                        const double *weights, int64_t count)
{
    memset(common->rarest, 0, sizeof common->rarest);
    common->count = 0;
    for (int64_t i = 0; i < count; i++) {
        int64_t place = find_word(ours, terms[i]) - 1;
        if (place < 0)
            continue;
        Pair pair = {ours->weights[place], weights[i], ours->marks[place], marks[i]};
        common->pairs[common->count++] = pair;
        keep_rarest(common->rarest, common->wanted, pair.weight < pair.our_weight ? pair.weight : pair.our_weight);
    }
}

static double ratio(double part, double whole)
{
    return whole > 0.0 ? part / whole : 0.0;
}

/* 1 if a word carries one of our marks here and one of theirs there. No branch: half of all guesses would be wrong. */
static int is_marked(const Pair *pair, int64_t ours, int64_t theirs)
{
    return ((pair->our_marks & ours) != 0) & ((pair->marks & theirs) != 0);
}

static double cosine(const Common *common, int64_t mark, double our_squares, double their_squares)
{
    double dot = 0.0;
    for (const Pair *pair = common->pairs, *end = pair + common->count; pair < end; pair++)
        dot += is_marked(pair, mark, mark) * (pair->weight * pair->our_weight);
    return ratio(dot, sqrt(their_squares * our_squares));
}

static double contained(const Common *common, const Measure *measure, double our_weights, double their_weights)
{
    double our_part = 0.0, their_part = 0.0;
    for (const Pair *pair = common->pairs, *end = pair + common->count; pair < end; pair++) {
        our_part += is_marked(pair, measure->mark, measure->within) * pair->our_weight;
        their_part += is_marked(pair, measure->within, measure->mark) * pair->weight;
    }
    double our_share = ratio(our_part, our_weights), their_share = ratio(their_part, their_weights);
    return (our_share > their_share) == (measure->kind == MOST_CONTAINED) ? our_share : their_share;
}

static int is_any_shared(const Common *common, int64_t mark)
{
    int found = 0;
    for (const Pair *pair = common->pairs, *end = pair + common->count; pair < end; pair++)
        found |= is_marked(pair, mark, mark);
    return found;
}

static double mean_rarest(const Common *common, int64_t many)
{
    double sum = 0.0;
    for (int64_t at = 0; at < many; at++)
        sum += common->rarest[at];
    return sum / many;
}

/* `ours` and `theirs`: what the measure is a share of (see whole_of). */
static double measure_pair(const Measure *measure, const Common *common, double ours, double theirs, double yardstick)
{
    int we_have = ours >= measure->many, they_have = theirs >= measure->many;
    switch (measure->kind) {
    case COSINE:
        return cosine(common, measure->mark, ours, theirs);
    case MOST_CONTAINED:
    case LEAST_CONTAINED:
        return contained(common, measure, ours, theirs);
    case RAREST:
        return mean_rarest(common, measure->many) / yardstick;
    case SHARED:
        return is_any_shared(common, measure->mark);
    case NONE_SHARED:
        return we_have && they_have && !is_any_shared(common, measure->mark);
    case BOTH_HAVE:
        return we_have && they_have;
    default:
        return we_have != they_have;
    }
}

/* Return what stands for the source that this was built from. */
uint32_t kernel_source(void)
{
    return KERNEL_SOURCE;
}

/* Return how many of the rarest words are wanted, at least one; 0 if there is something wrong with the measures. */
static int64_t count_rarest(const Measure *measures, int64_t count)
{
    int64_t wanted = 1;
    for (int64_t m = 0; m < count; m++) {
        if (measures[m].many < 1 || (measures[m].kind == RAREST && measures[m].many > MOST_RAREST))
            return 0;
        if (measures[m].kind == RAREST && measures[m].many > wanted)
            wanted = measures[m].many;
    }
    return count > MOST_MEASURES ? 0 : wanted;
}

/* Weigh the words of all articles, and find what each measure is a share of in each. Return 0, or -1 if an article has
 * more words than there is room for. */
static int64_t weigh_all(const Counts *counts, const uint32_t *terms, const uint8_t *marks, const int64_t *lengths,
                         const Language *languages, int64_t articles, const Measure *measures, int64_t n_measures,
                         double *weights, double *wholes)
{
    Sums sums;
    for (int64_t a = 0; a < articles; a++) {
        int64_t count = lengths[a];
        if (count < 0 || count > MOST_WORDS)
            return -1;
        weigh(counts, &languages[a], terms, count, weights);
        sum_up(&sums, marks, weights, count);
        for (int64_t m = 0; m < n_measures; m++)
            *wholes++ = whole_of(&sums, &measures[m]);
        terms += count;
        marks += count;
        weights += count;
    }
    return 0;
}

/* Write a row for each measure to `found`: a number for each two articles, one of the first `n_ours` and one of the
 * `n_theirs` after them, by the first. `terms` and `marks` hold the words of all articles, one after the other;
 * `weights` has room for as many, `wholes` for each measure of each article. Return 0, or -1 if there are more words or
 * measures than there is room for. */
int64_t measure_words(const Counts *counts, const uint32_t *terms, const uint8_t *marks, const int64_t *lengths,
                      const Language *languages, int64_t n_ours, int64_t n_theirs, const Measure *measures,
                      int64_t n_measures, double *weights, double *wholes, double *found)
{
    Ours ours;
    Common common;
    int64_t pairs = n_ours * n_theirs, theirs = 0;
    common.wanted = count_rarest(measures, n_measures);
    if (!common.wanted || weigh_all(counts, terms, marks, lengths, languages, n_ours + n_theirs, measures, n_measures,
                                    weights, wholes))
        return -1;
    for (int64_t a = 0; a < n_ours; a++)
        theirs += lengths[a];
    for (int64_t a = 0, start = 0, pair = 0; a < n_ours; start += lengths[a++]) {
        file_words(&ours, terms + start, marks + start, weights + start, lengths[a]);
        for (int64_t b = n_ours, at = theirs; b < n_ours + n_theirs; at += lengths[b++], pair++) {
            find_common(&common, &ours, terms + at, marks + at, weights + at, lengths[b]);
            for (int64_t m = 0; m < n_measures; m++)
                found[m * pairs + pair] = measure_pair(&measures[m], &common, wholes[a * n_measures + m],
                                                       wholes[b * n_measures + m], counts->yardstick);
        }
    }
    return 0;
}
