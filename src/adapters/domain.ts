import { getDomain } from 'tldts'

/** Registrable domain of a host (`shop.com.vn` of `www.shop.com.vn`): what one owner answers for. The host itself where it has none. */
export const registrableDomain = (url: string): string => {
  const { hostname, host } = new URL(url)
  return getDomain(hostname, { validateHostname: false }) ?? host
}
