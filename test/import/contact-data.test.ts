import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { describe, expect, test } from 'vitest'
import { phoneKeySql } from '#core/import/phones.ts'
import { booleanSql, emailKeySql } from '#core/import/texts.ts'
import { quote } from '#core/sql.ts'
import { useWarehouse } from './stage.ts'

const { warehouse } = useWarehouse()

const read = async (sql: (column: string) => string, values: readonly string[]): Promise<unknown[]> =>
  (
    await warehouse().query(
      `select ${sql('x')} as y from (values ${values.map((value, i) => `(${i}, ${quote(value)})`).join(', ')}) t(i, x) order by i`,
    )
  ).map((row) => row['y'])

describe('phones, e-mails, yes and no', () => {
  const mobiles = [
    '0901234567',
    '901234567',
    '901234567.0',
    '+84 901 234 567',
    '0084901234567',
    '84901234567',
    '+84 (0)901.234.567',
    '090-123-4567',
    "'0901234567",
  ]

  test('every writing of one mobile number is one key, the one libphonenumber gives', async () => {
    const expected = parsePhoneNumberFromString('0901234567', 'VN')!.number
    expect(new Set(await read(phoneKeySql, mobiles))).toEqual(new Set([expected]))
  })

  test('numbers of today are read as libphonenumber reads them', async () => {
    const numbers = [
      '0321234567',
      '0561234567',
      '0701234567',
      '0791234567',
      '0812345678',
      '0862345678',
      '0961234567',
      '02438251234',
      '02838251234',
      '02363822222',
      '+14155552671',
      '+442079460958',
    ]
    expect(await read(phoneKeySql, numbers)).toEqual(
      numbers.map((number) => parsePhoneNumberFromString(number, 'VN')!.number),
    )
  })

  test('eleven digits of before 2018 become ten, and every result is a valid mobile', async () => {
    const old = [
      '120',
      '121',
      '122',
      '126',
      '128',
      '123',
      '124',
      '125',
      '127',
      '129',
      '162',
      '163',
      '164',
      '165',
      '166',
      '167',
      '168',
      '169',
      '186',
      '188',
      '199',
    ]
    const now = [
      '70',
      '79',
      '77',
      '76',
      '78',
      '83',
      '84',
      '85',
      '81',
      '82',
      '32',
      '33',
      '34',
      '35',
      '36',
      '37',
      '38',
      '39',
      '56',
      '58',
      '59',
    ]
    const found = await read(
      phoneKeySql,
      old.map((prefix) => `0${prefix}1234567`),
    )
    expect(found).toEqual(now.map((prefix) => `+84${prefix}1234567`))
    for (const key of found) expect(parsePhoneNumberFromString(String(key))?.isValid()).toBe(true)
  })

  test('area codes of before 2017 become those of today, and every result is a valid number', async () => {
    const old = {
      '(04) 3825 1234': '+842438251234',
      '0511 3822 222': '+842363822222',
      '0321 3822 222': '+842213822222',
      '031 3822 222': '+842253822222',
      '0650 3822 222': '+842743822222',
    }
    expect(await read(phoneKeySql, Object.keys(old))).toEqual(Object.values(old))
    for (const key of Object.values(old)) expect(parsePhoneNumberFromString(key)?.isValid()).toBe(true)
  })

  test('masked, cut or invented numbers have no key', async () => {
    expect(
      await read(phoneKeySql, [
        '******12',
        '09012345**',
        'xxx',
        '12345',
        '1900 1234',
        '8.49E+10',
        '090123456789012',
        'không có',
      ]),
    ).toEqual(Array(8).fill(null))
  })

  test('of two numbers in a cell the first counts', async () => {
    expect(await read(phoneKeySql, ['0901234567 / 0912345678'])).toEqual(['+84901234567'])
  })

  test('e-mails are compared in small letters', async () => {
    expect(await read(emailKeySql, ['Minh@Example.COM', 'm***@example.com', 'không có', 'a@b'])).toEqual([
      'minh@example.com',
      null,
      null,
      null,
    ])
  })

  test('yes and no in two languages', async () => {
    expect(await read(booleanSql, ['Có', 'YES', 'x', '1', 'true', 'Không', 'no', '0', 'FALSE', 'có lẽ'])).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      null,
    ])
  })
})
