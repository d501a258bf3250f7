import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PriceHint } from '#core/prices/numbers.ts'
import { readPriceText } from '#core/prices/price-text.ts'

const vnd = { currency: 'VND' }

/** `1290000 VND`, with `?` for an unknown currency, `~` where the reading is not sure, and what stands beside it. */
const told = (text: string, hint: PriceHint = {}): string => {
  const { kind, price, list, upTo, unitPrice, prices } = readPriceText(text, hint)
  const head = price === null ? '' : `${price.amount} ${price.currency ?? '?'}${price.sure ? '' : '~'}`
  const others = price === null ? prices.map((each) => `${each.role} ${each.amount}`).join(', ') : ''
  return [
    kind === 'price' ? '' : kind,
    head,
    list === null ? '' : `list ${list.amount}`,
    upTo === null ? '' : `to ${upTo.amount}`,
    unitPrice === null ? '' : `unit ${unitPrice.amount}/${unitPrice.quantity} ${unitPrice.unit}`,
    price?.tax ? `tax ${price.tax}` : '',
    others,
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

type Case = readonly [text: string, expected: string, hint?: PriceHint]
const same = (texts: readonly string[], expected: string, hint: PriceHint = {}): readonly Case[] =>
  texts.map((text) => [text, expected, hint] as const)
const cases = (rows: readonly Case[]): [string, string, PriceHint][] =>
  rows.map(([text, expected, hint]) => [text, expected, hint ?? {}])

describe('a price in words and digits', () => {
  test.each(
    cases([
      ...same(['1.290.000₫', '1.290.000 đ', 'đ1.290.000', '1.290.000 VNĐ', '₫1,290,000', '1 290 000 đ'], '1290000 VND'),
      ...same(
        ['1 . 290 . 000 đ', '1.\u200b290.\u200e000 đ', '１.２９０.０００ đ', '1\u00a0290\u202f000 ₫'],
        '1290000 VND',
      ),
      ['1tr2', '1200000 VND', {}],
      ['1tr25', '1250000 VND', {}],
      ['1tr290', '1290000 VND', {}],
      ['1tr05', '1050000 VND', {}],
      ...same(['1,2 triệu', '1.2tr', '1 triệu 2', '1tr200k'], '1200000 VND'),
      ['1 triệu rưỡi', '1500000 VND', {}],
      ...same(['12 triệu 500 nghìn', '12tr500k'], '12500000 VND'),
      ['3 tỷ 200 triệu', '3200000000 VND', {}],
      ['1tỷ2', '1200000000 VND', {}],
      ...same(['500 nghìn', '500 ngàn'], '500000 VND'),
      ['500k', '500000 VND', vnd],
      ['299K', '299000 VND', vnd],
      ['1.290k', '1290000 VND', vnd],
      ['29.000', '29000 VND', vnd],
      ['iPhone 15 128GB 1.290.000₫', '1290000 VND', {}],
      ['Bình 1,5L 29.000đ', '29000 VND', {}],
      ['Giá sốc 11.11: 1.111.000₫', '1111000 VND', {}],
      ['Sale 12/12 chỉ 99k', '99000 VND', vnd],
    ]),
  )('of Vietnam: %s', (text, expected, hint) => expect(told(text, hint)).toBe(expected))

  test.each(
    cases([
      ...same(['1.299,00', '1,299.00'], '1299 ?'),
      ["CHF 1'299.–", '1299 CHF'],
      ...same(['1’299.-', '1.299,-'], '1299 ?'),
      ...same(['99,-', '99:-'], '99 ?'),
      ...same(['1 299,00 zł', '1\u00a0299,00 zł', '1\u202f299,00 zł', '1\u2009299,00 zł'], '1299 PLN'),
      ['₹1,29,900', '129900 INR'],
      ['₹1,29,900.50', '129900.5 INR'],
      ['R$ 1.299,90', '1299.9 BRL'],
      ['12.500 KD', '12.5 KWD'],
      ['123,456.789 OMR', '123456.789 OMR'],
      ['0.5 KWD', '0.5 KWD'],
      ['1,234,567.890', '1234567.89 ?'],
      ['1万2800円', '12800 JPY'],
      ['3.5万', '35000 ?'],
      ['1만 2천원', '12000 KRW'],
      ['۱۲۳٬۰۰۰ تومان', '123000 IRT'],
      ['Rp 1.299.000', '1299000 IDR'],
      ['Rp1,2jt', '1200000 IDR'],
      ['RM1,299.00', '1299 MYR'],
      ['NT$294', '294 TWD'],
      ['US$:12.99', '12.99 USD'],
      ['A$190.00', '190 AUD'],
      ['NZD $123', '123 NZD'],
      ['AED 8000 (USD 2179)', '8000 AED'],
      ['$ 31 57', '31.57 ?'],
      ['19⁹⁹ €', '19.99 EUR'],
      ...same(['39 € 99', '39€99'], '39.99 EUR'),
      ['1,235€ 99', '1235.99 EUR'],
      ['205,68 € 205.68', '205.68 EUR'],
      ['PRICE $1,234.5', '1234.5 ?'],
      ['1234,5 €', '1234.5 EUR'],
      ['$.75', '0.75 ?'],
      ['.99', '0.99 ?'],
      ['75¢', '0.75 ?'],
      ['99p', '0.99 GBP'],
      ['40.00€ Brez DDV: 36.53€', '40 EUR · tax included'],
      ['1.290.000 ₫ (Đã gồm VAT)', '1290000 VND · tax included'],
      ['100 € zzgl. MwSt', '100 EUR · tax excluded'],
      ['34.992001', '34.992001 ?'],
    ]),
  )('elsewhere: %s', (text, expected) => expect(told(text)).toBe(expected))

  test.each([
    ['¥1,299', 'zh-CN', 'CNY'],
    ['¥1,299', 'ja-JP', 'JPY'],
  ])('%s in %s is %s', (text, language, currency) => expect(told(text, { language })).toBe(`1299 ${currency}`))

  test('a currency that several share stays unknown without a second hint', () => {
    for (const text of ['$19.99', 'kr 1 299,-', 'Rs. 500']) expect(readPriceText(text).price?.currency).toBeNull()
    expect(readPriceText('$19.99', { currency: 'CAD' }).price?.currency).toBe('CAD')
    expect(readPriceText('$19.99', { currency: 'VND' }).price?.currency).toBeNull()
  })
})

describe('what can be read in two ways is not sure', () => {
  test.each([
    ['29.000', { currency: 'USD', language: 'en' }, ['29000', '29']],
    ['299', vnd, ['299', '299000']],
    ['£3.350', {}, ['3350', '3.35']],
    ['1,299 €', {}, ['1299', '1.299']],
    ['$22999', {}, ['22999', '229.99']],
  ])('%s', (text, hint, readings) => {
    const price = readPriceText(text, hint).price
    expect([price?.amount, ...(price?.alternatives ?? [])].toSorted()).toEqual(readings.toSorted())
    expect(price?.sure).toBe(false)
  })
})

describe('what is no price to pay', () => {
  test.each(
    cases([
      ['Trả góp 0% chỉ 215.000đ/tháng', 'other_money · instalment 215000'],
      ['$19.99/mo', 'other_money · instalment 19.99'],
      ['4 payments of $25', 'other_money · instalment 25'],
      ['3 x 19,99 €', 'other_money · instalment 19.99'],
      ['Free Shipping on Orders $49+.', 'other_money · threshold 49'],
      ['Miễn phí vận chuyển đơn từ 300.000đ', 'other_money · threshold 300000'],
      ['Tiết kiệm 300.000₫', 'other_money · discount 300000'],
      ['Save $20', 'other_money · discount 20'],
      ['Giảm 50.000đ', 'other_money · discount 50000'],
      ['−$5.00', 'other_money · discount 5'],
      ['($5.00)', 'other_money · discount 5'],
      ['Thành viên: 1.190.000₫', 'other_money · member 1190000'],
      ['$9.99 with Prime', 'other_money · member 9.99'],
      ['Nhập mã ABC giảm 50.000đ', 'other_money · coupon 50000'],
      ...same(['-19%', 'Extra 10% with code', '512 GB', '12 đơn hàng', '1.290 đánh giá', '100 đã xem'], 'none'),
      ...same(['Đã bán 1,2k', 'July, 2004', '25-09', '15.08.2017', '16.00 ft', 'SKU 579695999'], 'none'),
      ...same(['1900 1234', '4.5/5 (1.234)', '1e3', 'Infinity', '0x10', 'NaN', 'null', ''], 'none'),
      ...same(['12.90.000', '1.290.00', '1,23,45.67', '9'.repeat(10_000)], 'none'),
      ...same(
        ['Liên hệ', 'Giá liên hệ', 'Thỏa thuận', 'Call for price', 'Цена: уточняйте (мин. заказ: 1)'],
        'on_request',
      ),
      ...same(['FREE', 'Miễn phí'], 'free · 0 ?'),
      ['0₫', 'free · 0 VND'],
      ['0,00 €', 'free · 0 EUR'],
      ['1.290.000₫1.590.000₫', 'several · price 1290000, price 1590000'],
      ['990,00 540,00 Kn', 'several · price 990, price 540'],
      ['4.599,00 1.200,00 Kn', 'several · price 4599, price 1200'],
      ['50 - $2.00 100 - $2.75 1,000 - $9.00', 'tiers · price 2, price 2.75, price 9'],
    ]),
  )('%s', (text, expected) => expect(told(text)).toBe(expected))
})

describe('a price with something beside it', () => {
  test.each(
    cases([
      ['1.290.000₫ - 1.590.000₫', 'range · 1290000 VND · to 1590000'],
      ['từ 1.290.000 đến 1.590.000 đồng', 'range · 1290000 VND · to 1590000'],
      ['Từ 1.290.000₫', 'from · 1290000 VND'],
      ['from $19.99', 'from · 19.99 ?'],
      ['Starting from $999.00', 'from · 999 ?'],
      ['ab 34,50 €', 'from · 34.5 EUR'],
      ['$28.50+', 'from · 28.5 ?'],
      ['Save $20 now $79', '79 ?'],
      ['Was $99 Now $79', '79 ? · list 99'],
      ['Giá gốc 1.590.000đ Giá KM 1.290.000đ', '1290000 VND · list 1590000'],
      ['-19% 1.290.000₫ 1.590.000₫', '1290000 VND · list 1590000'],
      ['2 for $30', 'multibuy · 30 ? · unit 15/1 piece'],
      ['3 Ausgaben für nur 14,85 EUR', 'multibuy · 14.85 EUR · unit 4.95/1 piece'],
      ['Mua 2 giá 500.000đ', 'multibuy · 500000 VND · unit 250000/1 piece'],
      ['29.000 đ/kg', '29000 VND · unit 29000/1 kg'],
      ['123,45 €/100 g (12,35 €)', '12.35 EUR · unit 123.45/100 g'],
      ['999.000 VNĐ/thùng 24 lon', '999000 VND · unit 41625/1 piece'],
      ['買1箱 每箱839元 平均每罐35元 原價1,080 現省$241', '839 CNY · list 1080 · unit 35/1 piece'],
    ]),
  )('%s', (text, expected) => expect(told(text)).toBe(expected))
})

describe('any text at all', () => {
  test('is read without failing, and an amount is only ever digits of the text, shifted', () => {
    const piece = fc.constantFrom(
      '1',
      '29',
      '000',
      '.',
      ',',
      ' ',
      '₫',
      'đ',
      '$',
      '€',
      'tr',
      'k',
      'từ',
      '-',
      '/',
      '%',
      'giảm',
      '⁹⁹',
      '\u200b',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece, { maxLength: 20 }).map((parts) => parts.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          for (const { amount } of readPriceText(text).prices)
            expect(amount).toMatch(/^(0|[1-9]\d*)(\.\d*[1-9])?$|^0\.\d*[1-9]$/)
        },
      ),
      { numRuns: 2000, seed: 20261125 },
    )
  })

  test('a price survives being written in any of the ways shops write it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 999_999_999 }), (amount) => {
        const grouped = (mark: string): string => String(amount).replace(/\B(?=(\d{3})+$)/g, mark)
        for (const text of [
          `${grouped('.')}₫`,
          `${grouped(',')} VND`,
          `₫${grouped(' ')}`,
          `${amount}đ`,
          `Giá bán: ${grouped('.')} đồng`,
        ])
          expect(readPriceText(text).price).toMatchObject({ amount: String(amount), currency: 'VND' })
      }),
      { numRuns: 500, seed: 20261125 },
    )
  })
})
