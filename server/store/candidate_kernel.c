/* Which articles of a window share the most weight with a question: the sums, one posting after the other.
 *
 * The same answers as server/store/candidate_ranking.py, which says what is computed and why; the tests hold the two
 * against each other. Whole numbers only, no allocation, and nothing read from a file is used as an index before it
 * has been compared with the length of what it points into.
 */

#include <stdint.h>

#ifndef PIECE
#define PIECE (1 << 16) /* articles; their sums, of four bytes each, stay in the cache */
#endif

enum { PLAIN = 2, STRESSED = 3, FACTOR_BITS = 8, MOST_LIMIT = 1024 };

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

/* Entries of a part. */
typedef struct {
    int64_t from, to;
} List;

/* What is asked: the words, weightiest first, and of each what the words after it can add at most. */
typedef struct {
    const uint32_t *terms;
    const int64_t *weights;
    const int64_t *rest;
    int64_t count;
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

/* The first entry from `from` up to `to` that is `wanted` or more; `to` if there is none. */
static int64_t lower_bound(const Part *part, int64_t from, int64_t to, int64_t wanted)
{
    while (from < to) {
        int64_t middle = from + (to - from) / 2;
        if (entry_at(part, middle) < wanted)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* What a part has of a word, within the window; an empty list if it has nothing, or is damaged. */
static List find_list(const Part *part, uint32_t term, const Window *window)
{
    List none = {0, 0}, list;
    int64_t from = 0, to = part->words;
    while (from < to) {
        int64_t middle = from + (to - from) / 2;
        if (part->terms[middle] < term)
            from = middle + 1;
        else
            to = middle;
    }
    if (from == part->words || part->terms[from] != term)
        return none;
    list.from = part->starts[from];
    list.to = part->starts[from + 1];
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

/* How many of the words must be added up: an article that has only others cannot reach the bar. */
static int64_t count_needed(const Question *asked, const Window *window, int64_t bar)
{
    int64_t needed = asked->count;
    while (needed && (asked->rest[needed - 1] * window->factors[0] >> FACTOR_BITS) < bar)
        needed--;
    return needed + 1 < asked->count ? needed + 1 : asked->count;
}

/* Add up words of a piece, of which the first article is `start`; return how many articles have any of them. */
static int64_t add_up(const Part *part, const List *lists, const Question *asked, int64_t needed, int64_t start,
                      int32_t *sums, int32_t *places)
{
    int64_t touched = 0;
    for (int64_t t = 0; t < needed; t++) {
        int64_t plain = worth(0, asked->weights[t]), more = worth(1, asked->weights[t]) - plain;
        for (int64_t i = lists[t].from; i < lists[t].to; i++) {
            int64_t entry = entry_at(part, i), place = (entry >> 1) - start;
            if (place < 0 || place >= PIECE)
                continue; /* damaged */
            places[touched] = (int32_t)place;
            touched += !sums[place] && touched < PIECE;
            sums[place] = (int32_t)((uint32_t)sums[place] + (uint32_t)(plain + (entry & 1) * more));
        }
    }
    return touched;
}

/* Look the other words up for one article, for as long as it can reach the bar; return what it comes to, or 0. */
static int64_t complete(const Part *part, const List *lists, const Question *asked, int64_t needed, int64_t article,
                        int64_t sum, int64_t factor, int64_t bar)
{
    for (int64_t t = needed; t < asked->count; t++) {
        if ((sum + asked->rest[t - 1]) * factor >> FACTOR_BITS < bar)
            return 0;
        int64_t at = lower_bound(part, lists[t].from, lists[t].to, 2 * article);
        if (at < lists[t].to && entry_at(part, at) >> 1 == article)
            sum += worth(entry_at(part, at), asked->weights[t]);
    }
    return sum * factor >> FACTOR_BITS;
}

/* Keep the best of a piece: the articles of a part from `start` up to, not including, `end`. */
static void rank_piece(const Part *part, const List *lists, List *slices, const Question *asked, const Window *window,
                       int64_t start, int64_t end, int32_t *sums, int32_t *places, Best *best)
{
    for (int64_t t = 0; t < asked->count; t++) {
        slices[t].from = lower_bound(part, lists[t].from, lists[t].to, 2 * start);
        slices[t].to = lower_bound(part, slices[t].from, lists[t].to, 2 * end);
    }
    int64_t needed = count_needed(asked, window, bar_of(best)), rest = asked->rest[needed - 1];
    int64_t touched = add_up(part, slices, asked, needed, start, sums, places);
    for (int64_t i = 0; i < touched; i++) {
        int64_t place = places[i], sum = sums[place], number = part->first + start + place, bar = bar_of(best);
        sums[place] = 0;
        if ((sum + rest) * window->factors[0] >> FACTOR_BITS < bar || start + place >= end)
            continue; /* most, and their lengths need not be known */
        int64_t factor = factor_of(window, number);
        if ((sum + rest) * factor >> FACTOR_BITS < bar)
            continue;
        Rank rank = {complete(part, slices, asked, needed, start + place, sum, factor, bar), number};
        /* Last, since its minute lies far from all that has been read. */
        if (rank.score > 0 && (best->size < best->limit || is_less(best->ranks[0], rank)) && is_inside(window, number))
            keep(best, rank);
    }
}

/* Return what stands for the source that this was built from. */
uint32_t kernel_source(void)
{
    return KERNEL_SOURCE;
}

/* Write the numbers of the best, largest first, to `found`; return how many they are, or -1 if too many are wanted.
 *
 * The articles are looked through in pieces whose sums fit into the processor's cache, and the best of one piece say
 * how few words must be added up in the next; so the piece around `middle`, where the best are likeliest, comes first.
 * `sums` and `places` have room for a piece, `lists` for every word twice; the sums are zeros, and are zeros again. */
int64_t rank_candidates(const Part *parts, int64_t n_parts, const Question *asked, const Window *window, int64_t middle,
                        int32_t *sums, int32_t *places, List *lists, int64_t limit, int64_t *found)
{
    Best best = {.size = 0, .limit = limit};
    if (limit > MOST_LIMIT || limit < 1)
        return -1;
    for (int64_t p = 0; p < 2 * n_parts; p++) {
        const Part *part = &parts[p % n_parts];
        int64_t begin = part->first < window->begin ? window->begin - part->first : 0;
        int64_t end = part->first + part->count < window->end ? part->count : window->end - part->first;
        int64_t centre = middle - part->first;
        int is_first_round = p < n_parts, has_centre = begin <= centre && centre < end;
        if (begin >= end || part->first < window->origin || part->first + end > window->origin + window->known)
            continue;
        if (is_first_round && !has_centre)
            continue;
        for (int64_t t = 0; t < asked->count; t++)
            lists[t] = find_list(part, asked->terms[t], window);
        for (int64_t start = begin; start < end; start += PIECE) {
            int64_t stop = start + PIECE < end ? start + PIECE : end;
            if (is_first_round == (start <= centre && centre < stop))
                rank_piece(part, lists, lists + asked->count, asked, window, start, stop, sums, places, &best);
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
