/**
 * What shape has everything that the parts of the extension hand to each other?
 *
 * Names in snake_case come from the server's API (docs/api.md) and are kept as they are; our own are in camelCase.
 *
 * @typedef {object} PageData What the page says of itself; nothing of it comes from form fields.
 * @property {string} url as the browser shows it
 * @property {string|null} canonicalUrl as the page declares it, unchecked
 * @property {string|null} title its headline: JSON-LD, Open Graph, first heading, title
 * @property {string|null} publishedAt RFC 3339, if the page says one
 * @property {string|null} language BCP 47
 * @property {boolean} isArticle whether the page declares or looks to be one news article
 * @property {boolean|null} isPaywalled as the page declares (JSON-LD `isAccessibleForFree`); null: it does not say
 * @property {boolean} hasPasswordField then nothing is ever asked about it
 *
 * @typedef {'personal'|'private-address'|'not-web'|'credentials'|'password-field'|'excluded'} RefusalReason
 *
 * @typedef {object} FactsReply What is known without asking anybody.
 * @property {string} questionId
 * @property {RefusalReason|null} refused why nothing will be asked about this page; null: it may be
 * @property {Outlet|null} outlet
 * @property {MatchedBy} matchedBy
 * @property {string} tableDate the day (YYYY-MM-DD) of the table in the package
 * @property {boolean} isNews the outlet is in the table, or the page declares itself an article
 * @property {'private'|'address'} mode how the reader lets coverage be asked for
 * @property {boolean} asksNow whether the coverage may be asked for without a further click
 * @property {string} server the server's origin, to be named where something is sent
 * @property {string} address the cleaned address, as it would be sent
 *
 * @typedef {'private'|'address'|'text'} How in which way the server was asked
 *
 * @typedef {object} CoverageFound
 * @property {'found'} status
 * @property {string} questionId
 * @property {How} how
 * @property {Context} context
 * @property {string} receivedAt RFC 3339
 * @property {boolean} isSnoozed the reader snoozed this story, and nothing new has come
 *
 * @typedef {object} CoverageFailed
 * @property {'failed'} status
 * @property {string} questionId
 * @property {FailureKind} failure
 * @property {string|null} retryAt RFC 3339, when it makes sense to ask again
 * @property {string|null} detail the server's own words (text from outside), or what was wrong with its answer
 * @property {Context|null} earlier an answer that was kept from before, if there is one
 * @property {string|null} earlierAt
 *
 * @typedef {'offline'|'unreachable'|'too-slow'|'rate-limited'|'busy'|'bad-answer'|'too-large'|'refused'|'not-found'|'server-error'|'superseded'|'not-allowed'} FailureKind
 *
 * @typedef {CoverageFound|CoverageFailed} CoverageReply
 *
 * @typedef {object} ReportReply
 * @property {'sent'|'failed'} status
 * @property {string|null} id
 * @property {string|null} url http(s) address of the public record
 * @property {FailureKind|null} failure
 * @property {string|null} detail
 *
 * @typedef {object} ShowNotice
 * @property {'overlay.show'} type
 * @property {string} questionId
 * @property {'click'|'link'|'automatic'} trigger automatic: only the chip is drawn until the reader opens it
 * @property {string|null} link the address that is asked about instead of the page's own
 * @property {string} language BCP 47 of the words below
 * @property {'ltr'|'rtl'} direction
 * @property {Record<string, string>} words every word of the overlay, by key
 * @property {Corner} corner where the overlay stands
 * @property {boolean} chip whether a chip stays when the panel is closed
 *
 * @typedef {'bottom-end'|'bottom-start'} Corner
 *
 * @typedef {{status: 'reached', server: string, bits: number, articles: number, articlesPerBucket: number,
 *   newestArticleAt: string|null}|{status: 'failed', server: string, failure: FailureKind, detail: string|null}
 * } ServerReply
 *
 * @typedef {object} TableReply
 * @property {string} date YYYY-MM-DD
 * @property {number} outlets
 * @property {number} rated outlets with at least one rating
 * @property {{name: string, url: string|null, licence: string|null, as_of: string|null}[]} sources
 *
 * @typedef {object} WordsReply
 * @property {string} language BCP 47
 * @property {'ltr'|'rtl'} direction
 * @property {Record<string, string>} words by key
 *
 * @typedef {{stored: number, origins: string[]}} ForgetReply what was removed: so many stored values, these permissions
 *
 * The server's answers, as far as they are used (docs/api.md):
 *
 * @typedef {object} Fact
 * @property {string} field
 * @property {string} value
 * @property {string} source
 * @property {string|null} source_url
 * @property {string|null} licence
 * @property {string|null} as_of
 *
 * @typedef {object} Rating
 * @property {string} rater
 * @property {string} rater_name
 * @property {string} dimension
 * @property {string} value
 * @property {string} label
 * @property {string|null} url
 * @property {string|null} as_of
 *
 * @typedef {object} Outlet
 * @property {string} key
 * @property {string|null} name
 * @property {string|null} country
 * @property {string|null} language
 * @property {string|null} owner
 * @property {string|null} owner_family
 * @property {string|null} ownership
 * @property {string|null} kind
 * @property {string|null} scope
 * @property {string|null} place
 * @property {string|null} founded
 * @property {string|null} paywall
 * @property {string|null} wikidata
 * @property {Side|null} lean
 * @property {string|null} lean_rater
 * @property {boolean} raters_disagree
 * @property {Fact[]} facts
 * @property {Rating[]} ratings
 * @property {string|null} url our own record of it
 *
 * @typedef {'left'|'center'|'right'} Side
 *
 * @typedef {object} OutletRef
 * @property {string} key
 * @property {string|null} name
 * @property {string|null} country
 * @property {string|null} owner_family
 * @property {Side|null} lean
 * @property {string|null} url
 *
 * @typedef {object} MatchedBy
 * @property {string} rule
 * @property {string|null} key
 * @property {string|null} via
 * @property {{key: string, why: string}[]} refused
 *
 * @typedef {object} Article
 * @property {string|null} id
 * @property {string|null} url
 * @property {string|null} canonical_url
 * @property {string|null} title
 * @property {string[]} authors
 * @property {string|null} published_at
 * @property {string|null} published_precision
 * @property {string|null} language
 * @property {string|null} genre
 * @property {boolean|null} is_opinion
 * @property {boolean|null} is_paywalled
 * @property {boolean} has_text
 * @property {string|null} republished_from
 *
 * @typedef {object} Evidence
 * @property {string} article_id
 * @property {string} field
 * @property {number} start
 * @property {number} end
 * @property {string} text
 *
 * @typedef {object} Text
 * @property {string} text
 * @property {Evidence} evidence
 *
 * @typedef {object} Join
 * @property {string} article_id
 * @property {string} with_id
 * @property {string} reason
 * @property {string} detail
 *
 * @typedef {object} Origin
 * @property {string} id
 * @property {string[]} article_ids
 * @property {Join[]} joins
 *
 * @typedef {object} Match
 * @property {Article} article
 * @property {OutletRef|null} outlet
 * @property {number|null} probability
 * @property {string} origin
 *
 * @typedef {object} Counts
 * @property {number} articles
 * @property {number} origins
 * @property {number} outlets
 * @property {Record<string, number>} by_lean
 * @property {Record<string, number>} by_country
 * @property {Record<string, number>} by_owner
 *
 * @typedef {object} OneSided Only one side reports the story, and that is hardly chance.
 * @property {string} side
 * @property {number} origins
 *
 * @typedef {object} Spread
 * @property {OneSided|null} one_sided
 *
 * @typedef {object} Coverage
 * @property {Match[]} matches
 * @property {Counts} counts
 * @property {Origin[]} origins
 * @property {Spread|null} spread
 *
 * @typedef {object} Claim One item of the comparison.
 * @property {string} text
 * @property {Evidence} evidence
 * @property {string[]} outlets keys of the outlets that carry it
 *
 * @typedef {object} FigureValue What one article says of a figure.
 * @property {string} value as written
 * @property {string|null} speaker who says so; null: the article itself
 * @property {string} article_id
 * @property {string|null} outlet key
 * @property {string|null} published_at
 * @property {boolean} is_here
 * @property {Evidence} evidence
 *
 * @typedef {object} Figure One thing that is counted, and not everywhere the same; newest last.
 * @property {string} subject
 * @property {string} verdict
 * @property {FigureValue[]} values
 *
 * @typedef {object} Term A word that one side's own voice uses and the other's does not.
 * @property {string} term
 * @property {string} kind
 * @property {Evidence[]} evidence
 *
 * @typedef {object} Wording
 * @property {Term[]} here
 * @property {Term[]} elsewhere
 *
 * @typedef {object} Correction What one article has taken back, and who still says it.
 * @property {string} article_id
 * @property {string} old
 * @property {string|null} new
 * @property {Text} after
 * @property {{article_id: string, text: Text}[]} relays
 *
 * @typedef {object} Comparison
 * @property {Claim[]} only_here
 * @property {Claim[]} elsewhere
 * @property {Figure[]} figures
 * @property {Wording|null} wording
 * @property {Correction[]} corrections
 * @property {string[]} notes why a list is empty, if not because nothing was found
 *
 * @typedef {object} CitedOutlet
 * @property {OutletRef|null} outlet
 * @property {string} name as written
 * @property {string[]} one_of keys, when the name alone does not settle it
 * @property {string} relation
 * @property {string|null} verb
 * @property {string|null} speaker
 * @property {Evidence} evidence
 *
 * @typedef {object} Question
 * @property {string} question
 * @property {string|null} answer null: not found in the articles held
 * @property {Evidence|null} evidence
 * @property {string|null} note where we looked for an answer that there is not
 *
 * @typedef {object} Story
 * @property {string} id
 * @property {Text} headline
 * @property {Text|null} lede
 * @property {Text[]} overview
 * @property {Text[]} key_points
 * @property {Question[]} questions
 * @property {number|null} version
 * @property {string|null} url
 *
 * @typedef {object} Limits
 * @property {'full'|'degraded'} status
 * @property {number} feeds_polled
 * @property {number} feeds_failed
 * @property {string|null} newest_article_at
 * @property {string[]} notes
 *
 * @typedef {object} Context
 * @property {Article|null} article
 * @property {Outlet|null} outlet
 * @property {MatchedBy|null} matched_by
 * @property {Coverage} coverage
 * @property {Comparison|null} comparison
 * @property {CitedOutlet[]} cited_outlets
 * @property {Story|null} story
 * @property {string|null} story_reason
 * @property {Limits} limits
 */

export {};
