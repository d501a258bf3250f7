const good = { entity: 'footfall', columns: { location_id: 'Shop', on: 'Day', visitors: 'Count' } }

/** What is wrong, the mapping, and the code it is refused with. */
export const mappingCases: readonly (readonly [string, unknown, string])[] = [
  ['a list', [], 'mapping.part_wrong'],
  ['a text', 'order_line', 'mapping.part_wrong'],
  ['an unknown entity', { ...good, entity: 'orders' }, 'mapping.entity_unknown'],
  ['an unknown part', { ...good, collumns: {} }, 'mapping.part_unknown'],
  ['an unknown field', { ...good, columns: { ...good.columns, visitor: 'N' } }, 'mapping.field_unknown'],
  [
    'a prototype as a field',
    JSON.parse('{"entity":"footfall","columns":{"location_id":"a","on":"b","visitors":"c","__proto__":"d"}}'),
    'mapping.field_unknown',
  ],
  ['a column that is a number', { ...good, columns: { ...good.columns, visitors: 3 } }, 'mapping.part_wrong'],
  [
    'no columns',
    { entity: 'footfall', constants: { location_id: 'A', on: '2026-11-01', visitors: 3 } },
    'mapping.part_wrong',
  ],
  [
    'a required field left out',
    { entity: 'footfall', columns: { location_id: 'Shop', on: 'Day' } },
    'mapping.field_missing',
  ],
  ['a group left out', { entity: 'activity', columns: { activity_id: 'a', at: 'b' } }, 'mapping.group_missing'],
  ['a date format of its own', { ...good, formats: { instant: 'QQ/WW' } }, 'mapping.format_wrong'],
  ['a decimal mark that is none', { ...good, formats: { decimal: ';' } }, 'mapping.format_wrong'],
  ['one mark for decimals and thousands', { ...good, formats: { decimal: ',', group: ',' } }, 'mapping.format_wrong'],
  ['an unknown format', { ...good, formats: { date: 'x' } }, 'mapping.part_unknown'],
  [
    'a value the choice does not have',
    { entity: 'location', columns: { location_id: 'a', name: 'b', kind: 'c' }, values: { kind: { Kho: 'warehouse' } } },
    'mapping.part_wrong',
  ],
  ['a constant the field cannot hold', { ...good, constants: { visitors: 'many' } }, 'mapping.part_wrong'],
  ['an unknown derivation', { ...good, derive: { visitors: { guess: ['a'] } } }, 'mapping.derivation_unknown'],
  ['a sum of nothing', { ...good, derive: { visitors: { sum: [] } } }, 'mapping.part_wrong'],
  ['a division by three', { ...good, derive: { visitors: { divide: ['a', 'b', 'c'] } } }, 'mapping.part_wrong'],
  ['a pattern that is none', { ...good, skip_when: [{ column: 'Shop', matches: '(' }] }, 'mapping.pattern_wrong'],
  [
    'a pattern with look-ahead',
    { ...good, skip_when: [{ column: 'Shop', matches: '(?=a)b' }] },
    'mapping.pattern_wrong',
  ],
  [
    'a pattern of six hundred letters',
    { ...good, skip_when: [{ column: 'Shop', matches: 'a'.repeat(600) }] },
    'mapping.pattern_wrong',
  ],
  [
    'a condition with two tests',
    { ...good, skip_when: [{ column: 'Shop', equals: 'a', matches: 'b' }] },
    'mapping.part_wrong',
  ],
  ['a header row of zero', { ...good, header_row: 0 }, 'mapping.part_wrong'],
]
