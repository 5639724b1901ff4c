/* Which articles of a window share the most weight with a question: the sums, one posting after the other.
 *
 * The same answers as server/store/candidate_ranking.py, which says what is computed and why; the tests hold the two
 * against each other. Whole numbers only, no allocation, and nothing read from a file is used as an index before it
 * has been compared with the length of what it points into.
 */

#include <stdint.h>
#include <string.h>

#ifndef PIECE
#define PIECE (1 << 13) /* articles; their sums, of four bytes each, stay in the nearest cache */
#endif

enum { PLAIN = 2, STRESSED = 3, FACTOR_BITS = 8, MOST_LIMIT = 1024, NEAR = 16, CACHE_LINE = 64, FETCHED = 8 };

/* Words of a segment or of a run of the tail: `starts` has one number more than there are words. */
typedef struct {
    const uint32_t *terms;
    const uint32_t *starts;
    const void *entries; /* of two or four bytes each */
    int64_t words, length, width;
    int64_t first, count; /* number of the first article, and how many articles there are */
} Part;

typedef struct {
    int64_t begin, end;    /* numbers of the window */
    int64_t origin, known; /* number of the first of `minutes` and `lengths`, and how many there are */
    int64_t first, last;   /* minutes of the window */
    const uint32_t *minutes;
    const uint8_t *lengths;
    const int64_t *factors; /* by length */
} Window;

/* Copy keys of a segment in order, and beside each an article that has it. */
typedef struct {
    const uint64_t *keys;
    const uint32_t *articles;
    int64_t length;
    int64_t first, count; /* as of a part */
} Copies;

/* Entries of a part. */
typedef struct {
    int64_t from, to;
} List;

/* The words of a question. */
typedef struct {
    const uint32_t *terms;
    const int64_t *weights;
    int64_t count;
    List *lists;  /* of each word, within the part that is looked through … */
    List *slices; /* … and within the piece of it */
} Question;

typedef struct {
    int64_t score;
    int64_t number;
} Rank;

typedef struct {
    Rank ranks[MOST_LIMIT]; /* a heap, the least on top */
    int64_t size, limit;
} Best;

static int64_t entry_at(const Part *part, int64_t at)
{
    return part->width == 2 ? ((const uint16_t *)part->entries)[at] : ((const uint32_t *)part->entries)[at];
}

/* The first entry from `from` up to `to` that is `wanted` or more; `to` if there is none. Halved without a branch. */
static int64_t lower_bound(const Part *part, int64_t from, int64_t to, int64_t wanted)
{
    for (int64_t left = to - from; left > 0;) {
        int64_t half = left / 2;
        int is_less = entry_at(part, from + half) < wanted;
        from += is_less ? half + 1 : 0;
        left = is_less ? left - half - 1 : half;
    }
    return from;
}

/* The first word from `from` up to `to` that is `term` or more. */
static int64_t find_term(const Part *part, int64_t from, int64_t to, uint32_t term)
{
    while (from < to) {
        int64_t middle = from + (to - from) / 2;
        if (part->terms[middle] < term)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* Where a word should stand among so many, of which one at `at` is `held`: words are spread evenly, as CRCs are. */
static int64_t guess(const Part *part, int64_t at, uint32_t held, uint32_t term)
{
    int64_t place = at + (((int64_t)term - (int64_t)held) * part->words >> 32);
    return place < 0 ? 0 : place < part->words ? place : part->words - 1;
}

/* The first word that is `term` or more, looked for ever farther from where it should stand. */
static int64_t place_of(const Part *part, uint32_t term)
{
    int64_t at = guess(part, 0, 0, term), reach = NEAR;
    at = guess(part, at, part->terms[at], term);
    int64_t from = at, to = at;
    while (from > 0 && part->terms[from] >= term) {
        to = from;
        from = from > reach ? from - reach : 0;
        reach *= 2;
    }
    for (reach = NEAR; to < part->words && part->terms[to] < term; reach *= 2) {
        from = to;
        to = to + reach < part->words ? to + reach : part->words;
    }
    return find_term(part, from, to, term);
}

/* What a part has of a word, within the window; an empty list if it has nothing, or is damaged. */
static List find_list(const Part *part, uint32_t term, const Window *window)
{
    List none = {0, 0}, list;
    int64_t place = part->words ? place_of(part, term) : 0;
    if (place == part->words || part->terms[place] != term)
        return none;
    list.from = part->starts[place];
    list.to = part->starts[place + 1];
    if (list.from > list.to || list.to > part->length)
        return none;
    if (part->first < window->begin)
        list.from = lower_bound(part, list.from, list.to, 2 * (window->begin - part->first));
    if (part->first + part->count > window->end)
        list.to = lower_bound(part, list.from, list.to, 2 * (window->end - part->first));
    return list;
}

static int is_inside(const Window *window, int64_t number)
{
    uint32_t minute = window->minutes[number - window->origin];
    return minute >= window->first && minute <= window->last;
}

static int64_t factor_of(const Window *window, int64_t number)
{
    return window->factors[window->lengths[number - window->origin]];
}

static int is_less(Rank one, Rank other)
{
    return one.score < other.score || (one.score == other.score && one.number < other.number);
}

static void sift_down(Best *best, int64_t at)
{
    Rank rank = best->ranks[at];
    for (int64_t child; (child = 2 * at + 1) < best->size; at = child) {
        if (child + 1 < best->size && is_less(best->ranks[child + 1], best->ranks[child]))
            child++;
        if (!is_less(best->ranks[child], rank))
            break;
        best->ranks[at] = best->ranks[child];
    }
    best->ranks[at] = rank;
}

/* Keep what is more than the least. */
static void keep(Best *best, Rank rank)
{
    if (best->size < best->limit) {
        int64_t at = best->size++;
        for (; at && is_less(rank, best->ranks[(at - 1) / 2]); at = (at - 1) / 2)
            best->ranks[at] = best->ranks[(at - 1) / 2];
        best->ranks[at] = rank;
    } else {
        best->ranks[0] = rank;
        sift_down(best, 0);
    }
}

/* What an article must come to, to be among the best. */
static int64_t bar_of(const Best *best)
{
    return best->size < best->limit ? 1 : best->ranks[0].score;
}

static int64_t worth(int64_t entry, int64_t weight)
{
    return weight * (entry & 1 ? STRESSED : PLAIN);
}

/* Ask for the beginning of a list: a question reads hundreds of short ones, and would wait for each. */
static void fetch(const Part *part, int64_t at)
{
    const char *begin = (const char *)part->entries + at * part->width;
    for (int line = 0; line < FETCHED; line++)
        __builtin_prefetch(begin + line * CACHE_LINE);
}

/* Find what a part has of every word. */
static void find_lists(const Part *part, const Question *asked, const Window *window)
{
    for (int64_t t = 0; t < asked->count; t++) {
        asked->lists[t] = find_list(part, asked->terms[t], window);
        asked->slices[t].to = asked->lists[t].from;
        fetch(part, asked->lists[t].from);
    }
}

/* Add up all words of the next piece, the articles from `start` up to `end`; list those that come to `least` in `places`
 * and return how many they are. */
static int64_t add_up(const Part *part, const Question *asked, int64_t start, int64_t end, int64_t least, int32_t *sums,
                      int32_t *places)
{
    int64_t listed = 0;
    for (int64_t t = 0; t < asked->count; t++) {
        uint32_t worths[2] = {(uint32_t)worth(0, asked->weights[t]), (uint32_t)worth(1, asked->weights[t])};
        int64_t at = asked->slices[t].to, to = asked->lists[t].to;
        asked->slices[t].from = at;
        if (t + 1 < asked->count)
            fetch(part, asked->slices[t + 1].to);
        for (int64_t entry; at < to && (entry = entry_at(part, at)) < 2 * end; at++) {
            int64_t place = (entry >> 1) - start;
            if (place < 0)
                continue; /* damaged */
            int32_t before = sums[place], after = (int32_t)((uint32_t)before + worths[entry & 1]);
            sums[place] = after;
            if (after >= least && before < least && listed < PIECE)
                places[listed++] = (int32_t)place;
        }
        asked->slices[t].to = at;
    }
    return listed;
}

/* Make the sums of a piece zeros again. */
static void clear(const Part *part, const Question *asked, int64_t start, int32_t *sums)
{
    int64_t entries = 0;
    for (int64_t t = 0; t < asked->count; t++)
        entries += asked->slices[t].to - asked->slices[t].from;
    if (entries > PIECE / 16) { /* then all of them at once take less time */
        memset(sums, 0, PIECE * sizeof *sums);
        return;
    }
    for (int64_t t = 0; t < asked->count; t++)
        for (int64_t at = asked->slices[t].from; at < asked->slices[t].to; at++) {
            int64_t place = (entry_at(part, at) >> 1) - start;
            if (place >= 0)
                sums[place] = 0;
        }
}

/* What an article must share at least to reach the bar, however short it is. */
static int64_t least_sum(const Window *window, int64_t bar)
{
    return ((bar << FACTOR_BITS) + window->factors[0] - 1) / window->factors[0];
}

/* Keep the best of those that are listed; `first` is the number of the first article of the piece. */
static void keep_best(Best *best, const Window *window, int64_t first, const int32_t *sums, const int32_t *places,
                      int64_t listed)
{
    for (int64_t i = 0; i < listed; i++) {
        int64_t number = first + places[i], sum = sums[places[i]];
        if (sum < least_sum(window, bar_of(best)))
            continue; /* the bar has risen; the article's length need not be known */
        Rank rank = {sum * factor_of(window, number) >> FACTOR_BITS, number};
        /* Last, since its minute lies far from all that has been read. */
        if (rank.score > 0 && (best->size < best->limit || is_less(best->ranks[0], rank)) && is_inside(window, number))
            keep(best, rank);
    }
}

/* The articles of a part that the window may hold: from `begin` up to, not including, `end`. None if it is damaged. */
static List find_range(const Part *part, const Window *window)
{
    List none = {0, 0}, range;
    range.from = part->first < window->begin ? window->begin - part->first : 0;
    range.to = part->first + part->count < window->end ? part->count : window->end - part->first;
    if (part->first < window->origin || part->first + range.to > window->origin + window->known)
        return none;
    return range;
}

/* Return what stands for the source that this was built from. */
uint32_t kernel_source(void)
{
    return KERNEL_SOURCE;
}

/* The first copy key that is `key` or more. */
static int64_t find_key(const Copies *copies, uint64_t key)
{
    int64_t from = 0;
    for (int64_t left = copies->length; left > 0;) {
        int64_t half = left / 2;
        int is_less = copies->keys[from + half] < key;
        from += is_less ? half + 1 : 0;
        left = is_less ? left - half - 1 : half;
    }
    return from;
}

/* Write to `found` the numbers of the articles within the window that have any of these copy keys, once for each of them;
 * return how many they are, or -1 if there is no room for them. */
int64_t find_holders(const Copies *segments, int64_t n_segments, const uint64_t *keys, int64_t n_keys,
                     const Window *window, int64_t *found, int64_t room)
{
    int64_t size = 0;
    for (const Copies *copies = segments; copies < segments + n_segments; copies++)
        for (int64_t k = 0; k < n_keys; k++)
            for (int64_t at = find_key(copies, keys[k]); at < copies->length && copies->keys[at] == keys[k]; at++) {
                int64_t place = copies->articles[at], number = copies->first + place;
                if (place >= copies->count || number < window->origin || number >= window->origin + window->known)
                    continue; /* damaged */
                if (number >= window->end || !is_inside(window, number))
                    continue;
                if (size == room)
                    return -1;
                found[size++] = number;
            }
    return size;
}

/* Write the numbers of the best, largest first, to `found`; return how many they are, or -1 if too many are wanted.
 *
 * The articles are looked through in pieces whose sums fit into the processor's cache. Every word is added up: with
 * lists that are read in order and asked for in time, looking whether one can be left out takes longer than it saves.
 * `sums` and `places` have room for a piece, `lists` for every word twice; the sums are zeros, and are zeros again. */
int64_t rank_candidates(const Part *parts, int64_t n_parts, const uint32_t *terms, const int64_t *weights,
                        int64_t count, const Window *window, int32_t *sums, int32_t *places, List *lists, int64_t limit,
                        int64_t *found)
{
    Question asked = {terms, weights, count, lists, lists + count};
    Best best = {.size = 0, .limit = limit};
    if (limit > MOST_LIMIT || limit < 1)
        return -1;
    for (const Part *part = parts; part < parts + n_parts; part++) {
        List range = find_range(part, window);
        if (range.from < range.to)
            find_lists(part, &asked, window);
        for (int64_t start = range.from; start < range.to; start += PIECE) {
            int64_t end = start + PIECE < range.to ? start + PIECE : range.to;
            int64_t least = least_sum(window, bar_of(&best));
            int64_t listed = add_up(part, &asked, start, end, least, sums, places);
            keep_best(&best, window, part->first + start, sums, places, listed);
            clear(part, &asked, start, sums);
        }
    }
    int64_t size = best.size;
    while (best.size) {
        found[best.size - 1] = best.ranks[0].number;
        best.ranks[0] = best.ranks[--best.size];
        sift_down(&best, 0);
    }
    return size;
}
