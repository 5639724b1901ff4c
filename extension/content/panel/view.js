/**
 * What is the panel drawn from, and what can be done in it?
 *
 * The view is made by the controller and only read here; the same view always draws the same panel.
 *
 * @typedef {import('../../shared/types.js').PageData} PageData
 * @typedef {import('../../shared/types.js').FactsReply} FactsReply
 * @typedef {import('../../shared/types.js').CoverageReply} CoverageReply
 * @typedef {import('../../shared/types.js').Context} Context
 * @typedef {import('../../shared/types.js').Match} Match
 * @typedef {import('../../shared/types.js').Outlet} Outlet
 * @typedef {import('../../shared/types.js').ReportReply} ReportReply
 * @typedef {import('../../shared/words.js').Words} Words
 *
 * @typedef {import('../../shared/types.js').Corner} Corner
 * @typedef {'reading'|'facts'|'asking'|'settled'|'moved'|'gone'} Phase
 *
 * @typedef {object} ReportAbout
 * @property {'outlet'|'rating'|'article'|'sentence'|'story'|'match'|'page'} kind
 * @property {string} id
 *
 * @typedef {object} ReportView
 * @property {ReportAbout} about
 * @property {'editing'|'sending'|ReportReply} state
 *
 * @typedef {object} View
 * @property {PageData|null} page
 * @property {string|null} link the address that is asked about instead of the page's own
 * @property {FactsReply|null} facts
 * @property {CoverageReply|null} coverage
 * @property {boolean} isAsking
 * @property {Phase} phase
 * @property {ReportView|null} report
 * @property {ReadonlySet<string>} shown what the reader has unfolded
 * @property {Corner} corner
 * @property {Date} now
 *
 * @typedef {object} Actions
 * @property {(how: 'usual'|'address'|'text') => void} ask
 * @property {() => void} retry
 * @property {(scope: 'page'|'site'|'story') => void} dismiss
 * @property {(about: ReportAbout) => void} startReport
 * @property {(reason: string, comment: string) => void} sendReport
 * @property {() => void} cancelReport
 * @property {() => void} openOptions
 * @property {(corner: Corner) => void} move
 * @property {(key: string) => void} reveal
 * @property {(key: string) => void} conceal
 * @property {() => void} close
 *
 * @typedef {object} Tools
 * @property {Words} words
 * @property {Actions} actions
 */

export {};
