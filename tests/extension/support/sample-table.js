/**
 * A table of three invented outlets, in the form of `data/outlets.json`.
 */

export const SAMPLE_TABLE = {
  format: 1,
  made: '2026-10-01',
  lean_raters: ['meridian'],
  keys: 'dalmere-courier.example\nharbour-ledger.example\nlocalline.example/orrin',
  aliases: { 'harbour-mobile.example': 'harbour-ledger.example' },
  below_domains: { outlets: '', aliases: [] },
  columns: Object.fromEntries(
    'name country language owner owner_family ownership kind scope place founded paywall wikidata'
      .split(' ')
      .map((column) => [column, column === 'name' ? 'Dalmere Courier\nThe Harbour Ledger\nLocalline Orrin' : '\n\n']),
  ),
  sources: [{ source: 'A register', source_url: 'https://register.example/', licence: 'CC0-1.0', as_of: '2026-09-01' }],
  facts: [{ of: 'name:0', outlets: 3 }],
  ratings: [
    {
      rater: 'meridian',
      rater_name: 'Meridian Review',
      dimension: 'lean',
      outlets: '1',
      value: 'left-center',
      label: { of: 'Leans left', at: '' },
      url: { of: 'https://meridian.example/harbour-ledger', at: '' },
      as_of: { of: '2026-09-15', at: '' },
    },
  ],
};
