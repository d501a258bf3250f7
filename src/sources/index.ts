import type { Source } from '#core/source.ts'
import { googleAds } from './google-ads/source.ts'
import { haravanOrders } from './haravan-orders/source.ts'
import { hubspotContacts } from './hubspot-contacts/source.ts'
import { hubspotDeals } from './hubspot-deals/source.ts'
import { kiotvietCustomers } from './kiotviet-customers/source.ts'
import { kiotvietInvoiceLines } from './kiotviet-invoice-lines/source.ts'
import { kiotvietInvoices } from './kiotviet-invoices/source.ts'
import { kiotvietProducts } from './kiotviet-products/source.ts'
import { kiotvietReturns } from './kiotviet-returns/source.ts'
import { lazadaOrders } from './lazada-orders/source.ts'
import { metaAds } from './meta-ads/source.ts'
import { sapoOrders } from './sapo-orders/source.ts'
import { shopeeOrders } from './shopee-orders/source.ts'
import { shopifyOrders } from './shopify-orders/source.ts'
import { tiktokAds } from './tiktok-ads/source.ts'
import { tiktokShopOrders } from './tiktok-shop-orders/source.ts'

/** Every kind of file that is recognised by its headers. No two answer to the same header row. */
export const sources: readonly Source[] = [
  kiotvietInvoiceLines,
  kiotvietInvoices,
  kiotvietReturns,
  kiotvietCustomers,
  kiotvietProducts,
  shopeeOrders,
  tiktokShopOrders,
  lazadaOrders,
  shopifyOrders,
  sapoOrders,
  haravanOrders,
  hubspotContacts,
  hubspotDeals,
  googleAds,
  metaAds,
  tiktokAds,
]
