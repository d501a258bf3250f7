import { findHeaders, hasSignature, pickColumns } from '#core/header.ts'
import type { Condition, Derivation, Operand } from '#core/mapping.ts'
import { channelIds, channelValues } from '#core/sales-channels.ts'
import type { Source } from '#core/source.ts'

const names = {
  order: ['Name'],
  email: ['Email'],
  financial: ['Financial Status'],
  fulfilment: ['Fulfillment Status'],
  currency: ['Currency'],
  subtotal: ['Subtotal'],
  order_discount: ['Discount Amount'],
  created_at: ['Created at'],
  quantity: ['Lineitem quantity'],
  product_name: ['Lineitem name'],
  price: ['Lineitem price'],
  sku: ['Lineitem sku'],
  line_discount: ['Lineitem discount'],
  billing_name: ['Billing Name'],
  shipping_province: ['Shipping Province Name', 'Shipping Province'],
  cancelled_at: ['Cancelled at', 'Canceled at'],
  refunded: ['Refunded Amount'],
  vendor: ['Vendor'],
  employee: ['Employee'],
  location: ['Location'],
  source: ['Source'],
  phone: ['Phone', 'Shipping Phone', 'Billing Phone'],
} as const

const signature = [names.order, names.created_at, names.quantity, names.price, names.financial, names.product_name]
const formats = { decimal: '.', group: ',' } as const

/** Shopify's own channel names beside those every source shares. */
const placeIds = { ...channelIds, pos: 'pos', shopify_draft_order: 'draft_orders', subscription_contract: 'web' }

const placeNames = {
  ...channelValues((channel) => channel.name),
  pos: 'POS',
  shopify_draft_order: 'Draft orders',
  subscription_contract: 'Web',
}

const statusOf = (c: { cancelled_at?: string; financial?: string; fulfilment?: string }): Derivation => {
  const financial = (pattern: string): Condition => ({ column: c.financial!, matches: `(?i)^(${pattern})$` })
  return {
    when: [
      ...(c.cancelled_at ? [{ all: [{ column: c.cancelled_at, empty: false }], value: 'cancelled' }] : []),
      { all: [financial('voided|expired')], value: 'cancelled' },
      { all: [financial('paid|partially_refunded|refunded')], value: 'completed' },
      ...(c.fulfilment
        ? [{ all: [{ column: c.fulfilment, matches: '(?i)^fulfilled$' }], value: 'shipped' } as const]
        : []),
      { all: [financial('authorized|partially_paid')], value: 'confirmed' },
    ],
    otherwise: 'placed',
  }
}

/** Shopify's order export: one row per item, the order's own values on its first row only. */
export const shopifyOrders: Source = {
  slug: 'shopify-orders',
  name: { vi: 'Shopify: đơn hàng', en: 'Shopify: orders' },
  signature,
  recognise: (head) => {
    if (!hasSignature(head, signature)) return null
    const c = findHeaders(head, names)
    const [order, quantity, price] = [c.order!, c.quantity!, c.price!]
    const fill = {
      per: order,
      columns: [
        ...new Set(
          [
            c.email,
            c.financial,
            c.fulfilment,
            c.currency,
            c.subtotal,
            c.order_discount,
            c.created_at,
            c.billing_name,
            c.shipping_province,
            c.cancelled_at,
            c.employee,
            c.location,
            c.source,
            c.phone,
          ].filter((column) => column !== undefined),
        ),
      ],
    }
    const skip: readonly Condition[] = [{ column: order, empty: true }]
    const skus = [c.sku, c.product_name].filter((column) => column !== undefined)
    const product: Derivation = { first_of: skus }
    const places: readonly string[] = [c.location, c.source].filter((column) => column !== undefined)
    const place: Readonly<Record<string, Derivation>> = places.length ? { location_id: { first_of: places } } : {}
    const customer: Readonly<Record<string, Derivation>> = c.email
      ? { customer_id: { digest_of: c.email, as: 'email' } }
      : {}
    const lineDiscount: Operand = c.line_discount ? { sum: [c.line_discount, 0] } : 0
    // A discount code can also be on shipping, so what the goods were reduced by is what the subtotal lacks.
    const orderDiscount: Operand | undefined = c.subtotal
      ? {
          first_of: [
            {
              subtract: [
                { sum_in: order, of: { subtract: [{ product: [quantity, price] }, lineDiscount] } },
                c.subtotal,
              ],
            },
            ...(c.order_discount ? [c.order_discount] : []),
          ],
        }
      : c.order_discount
    return {
      mappings: [
        {
          entity: 'order_line',
          columns: pickColumns({
            order_id: order,
            placed_at: c.created_at,
            rep: c.employee,
            product_name: c.product_name,
            quantity,
            unit_price: price,
            line_discount: c.line_discount,
            currency: c.currency,
            province: c.shipping_province,
          }),
          constants: { location_id: 'web' },
          derive: {
            line_no: { row_number_in: order },
            status: statusOf(c),
            product_id: product,
            ...place,
            ...customer,
            ...(orderDiscount ? { order_discount: asDerivation(orderDiscount) } : {}),
          },
          values: { location_id: placeIds },
          fill,
          skip_when: skip,
          formats,
        },
        {
          entity: 'location',
          columns: {},
          constants: { location_id: 'web', name: 'Web', kind: 'online' },
          derive: {
            ...place,
            ...(places.length ? { name: { first_of: places } } : {}),
            kind: {
              when: [
                ...(c.location ? [{ all: [{ column: c.location, empty: false }], value: 'store' }] : []),
                ...(c.source ? [{ all: [{ column: c.source, matches: '(?i)^pos$' }], value: 'store' }] : []),
              ],
              otherwise: 'online',
            },
          },
          values: { location_id: placeIds, name: placeNames },
          fill,
          skip_when: skip,
          distinct: true,
        },
        {
          entity: 'product',
          columns: pickColumns({ name: c.product_name, brand: c.vendor }),
          derive: { product_id: product },
          skip_when: skip,
          distinct: true,
        },
        ...(c.email
          ? [
              {
                entity: 'customer',
                columns: pickColumns({ name: c.billing_name, phone: c.phone, email: c.email }),
                derive: customer,
                fill,
                skip_when: [...skip, { column: c.email, empty: true }],
                distinct: true,
              } as const,
            ]
          : []),
        ...(c.refunded
          ? [
              {
                entity: 'return_line',
                columns: pickColumns({
                  return_id: order,
                  order_id: order,
                  returned_at: c.created_at,
                  currency: c.currency,
                }),
                constants: { line_no: 1, quantity: 0, location_id: 'web' },
                derive: {
                  ...place,
                  ...customer,
                  // The refund may hold tax and shipping; goods were never worth more than the subtotal.
                  amount: { least: [c.refunded, ...(c.subtotal ? [c.subtotal] : [])] },
                },
                values: { location_id: placeIds },
                skip_when: [
                  ...skip,
                  { column: c.refunded, empty: true },
                  { column: c.refunded, matches: '^0+([.,]0+)?$' },
                  // A cancelled order was never counted as sold.
                  ...(c.cancelled_at ? [{ column: c.cancelled_at, empty: false }] : []),
                ],
                formats,
              } as const,
            ]
          : []),
      ],
      checks: [
        {
          name: 'gross',
          label: { vi: 'Số lượng của tệp = đã nhập', en: 'Units of the file = loaded' },
          expected: { sum: quantity },
          actual: { loaded: 'quantity' },
        },
        ...(c.subtotal && c.order_discount
          ? [
              {
                name: 'subtotal',
                label: {
                  vi: 'Subtotal = giá × số lượng − Discount Amount',
                  en: 'Subtotal = price × quantity − Discount Amount',
                },
                expected: { sum: c.subtotal },
                actual: { subtract: [{ sum_product: [price, quantity] }, { sum: c.order_discount }] },
              } as const,
            ]
          : []),
      ],
    }
  },
}

const asDerivation = (operand: Operand): Derivation =>
  typeof operand === 'object' || operand === 'row_number' ? (operand as Derivation) : { first_of: [operand] }
