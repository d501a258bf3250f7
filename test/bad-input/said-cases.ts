import { makeWorkbook, textRow } from '../tables/zip-fixture.ts'
import { cell, lines, orders, text, visits, type WholeCase } from './whole-cases.ts'

const november = ['dd/mm/yyyy']

/** Files that are taken, with what was found odd about them said. */
export const saidCases: readonly WholeCase[] = [
  {
    what: 'the same row twice',
    file: 'twice.csv',
    content: lines(orders, 'T,1,2026-11-01,S1,2,100', 'T,1,2026-11-01,S1,2,100'),
    code: 'key.repeated',
    rows: { loaded: 1, skipped: 1 },
  },
  {
    what: 'goods described twice, each time otherwise',
    file: 'goods.csv',
    content: lines('product_id,name,brand', 'G1,Nồi,Bếp Xanh', 'G1,Nồi 5L,'),
    code: 'key.merged',
    rows: { loaded: 1, skipped: 1 },
  },
  {
    what: 'an order whose lines name different order discounts',
    file: 'discounts.csv',
    content: lines(`${orders},order_discount`, 'D,1,2026-11-01,S1,2,100,10', 'D,2,2026-11-01,S1,1,100,20'),
    code: 'order_discount.differs',
    rows: { loaded: 2 },
  },
  {
    what: 'goods brought back with minus signs throughout',
    file: 'minus.csv',
    content: lines(
      'return_id,line_no,returned_at,quantity,amount',
      'M1,1,2026-11-01,-1,-100',
      'M2,1,2026-11-01,-2,-50',
    ),
    code: 'returns.minus_signs',
    rows: { loaded: 2 },
  },
  {
    what: 'a place that is no province',
    file: 'place.csv',
    content: lines('customer_id,name,province', 'P1,An,Atlantis', 'P2,Bình,Hà Nội'),
    code: 'province.unmapped',
    rows: { loaded: 2 },
  },
  {
    what: 'columns nothing is done with',
    file: 'more.csv',
    content: lines('location_id,on,visitors,weather,mood', 'U1,2026-11-01,5,mưa,vui'),
    code: 'columns.unused',
    rows: { loaded: 1 },
  },
  {
    what: 'headers called `__proto__` and `constructor`',
    file: 'proto.csv',
    content: lines('__proto__,location_id,on,visitors,constructor', 'x,U2,2026-11-01,5,y'),
    code: 'columns.unused',
    rows: { loaded: 1 },
  },
  {
    what: 'two columns of one name',
    file: 'same-names.csv',
    content: lines('location_id,on,visitors,note,note', 'N1,2026-11-01,5,a,b'),
    code: 'header.repeated',
    rows: { loaded: 1 },
  },
  {
    what: 'a title above the header',
    file: 'title.csv',
    content: lines('Lượt khách tháng 11', '', 'location_id,on,visitors', 'L1,2026-11-01,5', 'L2,2026-11-01,6'),
    code: 'header.later_row',
    rows: { loaded: 2 },
  },
  {
    what: 'a line of words at the end',
    file: 'footer.csv',
    content: lines('location_id,on,visitors', 'F1,2026-11-01,5', 'F2,2026-11-01,6', 'Ngày xuất: 20/11/2026'),
    code: 'rows.footer_skipped',
    rows: { loaded: 2 },
  },
  {
    what: 'blank rows at the end',
    file: 'blank.csv',
    content: lines('location_id,on,visitors', 'B1,2026-11-01,5', 'B2,2026-11-01,6', ',,', ',,'),
    code: 'rows.blank_skipped',
    rows: { loaded: 2 },
  },
  {
    what: 'quotes within a text that were not doubled',
    file: 'inches.csv',
    content: lines('product_id,name', 'I1,"TV 55" LG"', 'I2,"Nồi"'),
    code: 'rows.quotes_mended',
    rows: { loaded: 2 },
  },
  {
    what: 'a workbook that counts its days from 1904',
    file: 'mac.xlsx',
    content: makeWorkbook(
      [
        {
          name: 'x',
          rows: `${textRow(1, ['location_id', 'on', 'visitors'])}<row r="2">${text('A2', 'X1')}${cell('B2', '44530', ' s="1"')}${cell('C2', '5')}</row>`,
        },
      ],
      { formats: november, date1904: true },
    ),
    code: 'sheet.date_1904',
    rows: { loaded: 1 },
  },
  {
    what: 'a hidden sheet beside the one shown',
    file: 'hidden.xlsx',
    content: makeWorkbook([
      { name: 'Hiện', rows: textRow(1, ['location_id', 'on', 'visitors']) + textRow(2, ['H1', '2026-11-01', '5']) },
      {
        name: 'Ẩn',
        state: 'hidden',
        rows: textRow(1, ['location_id', 'on', 'visitors']) + textRow(2, ['H2', '2026-11-01', '6']),
      },
    ]),
    code: 'sheet.hidden',
    rows: { loaded: 1 },
  },
  {
    what: 'nothing but rows that a rule leaves out',
    file: 'rules.csv',
    content: lines('shop,day,n', 'Tổng,2026-11-01,5', 'Tổng,2026-11-02,6'),
    map: { ...visits, skip_when: [{ column: 'shop', equals: 'Tổng' }] },
    code: 'import.nothing_good',
    rows: { loaded: 0, skipped: 2 },
  },
]
