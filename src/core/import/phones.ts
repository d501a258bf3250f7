import { quote } from '../sql.ts'

/** First digits of eleven-digit mobile numbers → what they became on 15 September 2018. */
const mobiles: Readonly<Record<string, string>> = {
  '120': '70',
  '121': '79',
  '122': '77',
  '126': '76',
  '128': '78',
  '123': '83',
  '124': '84',
  '125': '85',
  '127': '81',
  '129': '82',
  '162': '32',
  '163': '33',
  '164': '34',
  '165': '35',
  '166': '36',
  '167': '37',
  '168': '38',
  '169': '39',
  '186': '56',
  '188': '58',
  '199': '59',
}

/** Area codes of two digits before 2017 → after, as far as no mobile number of today begins with them. */
const shortAreas: Readonly<Record<string, string>> = {
  '20': '214',
  '22': '212',
  '25': '205',
  '26': '206',
  '27': '207',
  '29': '216',
  '30': '229',
  '31': '225',
  '53': '233',
  '54': '234',
  '57': '257',
  '60': '260',
  '61': '251',
  '62': '252',
  '63': '263',
  '64': '254',
  '66': '276',
  '67': '277',
  '68': '259',
  '72': '272',
  '73': '273',
  '74': '294',
  '75': '275',
}

/** Area codes of three digits before 2017 → after. */
const longAreas: Readonly<Record<string, string>> = {
  '230': '215',
  '231': '213',
  '240': '204',
  '241': '222',
  '280': '208',
  '281': '209',
  '320': '220',
  '321': '221',
  '350': '228',
  '351': '226',
  '500': '262',
  '501': '261',
  '510': '235',
  '511': '236',
  '650': '274',
  '651': '271',
  '710': '292',
  '711': '293',
  '780': '290',
  '781': '291',
}

const mapSql = (entries: Readonly<Record<string, string>>): string =>
  `map {${Object.entries(entries)
    .map(([from, to]) => `${quote(from)}: ${quote(to)}`)
    .join(', ')}}`

const keysOf = (entries: Readonly<Record<string, string>>): string => Object.keys(entries).join('|')

/**
 * A phone number as compared: E.164, or null where it cannot be one (masked, too short, not a number). Vietnamese
 * numbers in every writing: separators, `.0` and a lost leading zero of spreadsheets, 84 / +84 / 0084, eleven-digit
 * mobiles of before 2018, area codes of before 2017 where they cannot be taken for a mobile of today. Of several
 * numbers in one cell the first counts. A number of another country needs its + or 00.
 */
export const phoneKeySql = (sql: string): string => {
  const first = `regexp_replace(regexp_extract(${sql}, '^[^;,/|]+'), '\\.0$', '')`
  const digits = `case when regexp_matches(${sql}, '\\*|[xX]{2}|[eE]\\+') then null else regexp_replace(regexp_replace(${first}, '^[^0-9+]*', ''), '[^0-9+]', '', 'g') end`
  const national = `case
    when regexp_full_match(d, '(\\+?84|0084)0?[0-9]{9,10}') then regexp_replace(d, '^(\\+?84|0084)0?', '')
    when regexp_full_match(d, '0[0-9]{9,10}') then d[2:]
    when regexp_full_match(d, '[1235789][0-9]{8,9}') then d
    else '' end`
  const e164 = `case
    when n <> '' then case
      when regexp_matches(n, '^(3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-9])[0-9]{7}$') then '+84' || n
      when regexp_matches(n, '^(${keysOf(mobiles)})[0-9]{7}$') then '+84' || ${mapSql(mobiles)}[n[1:3]] || n[4:]
      when regexp_matches(n, '^(${keysOf(longAreas)})[0-9]{7}$') then '+84' || ${mapSql(longAreas)}[n[1:3]] || n[4:]
      when regexp_matches(n, '^4[0-9]{8}$') then '+842' || n
      when regexp_matches(n, '^(${keysOf(shortAreas)})[0-9]{7}$') then '+84' || ${mapSql(shortAreas)}[n[1:2]] || n[3:]
      when regexp_matches(n, '^2[0-9]{9}$') then '+84' || n
      end
    when regexp_matches(d, '^\\+[1-9][0-9]{7,14}$') and not starts_with(d, '+84') then d
    when regexp_matches(d, '^00[1-9][0-9]{7,14}$') and not starts_with(d, '0084') then '+' || d[3:]
    end`
  return `list_transform([${digits}], lambda d: list_transform([${national}], lambda n: ${e164})[1])[1]`
}
