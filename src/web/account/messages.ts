import { defineMessages } from '#core/messages.ts'

/** Words of the ways in. */
export const words = defineMessages({
  sso: { vi: 'Đăng nhập bằng {provider}', en: 'Sign in with {provider}' },
  sso_or: { vi: 'hoặc bằng email và mật khẩu', en: 'or with e-mail and password' },
  sso_coming: { vi: 'Đang xác nhận với {provider} …', en: 'Confirming with {provider} …' },
  sso_again: { vi: 'Về trang đăng nhập', en: 'Back to signing in' },
  of_organisation: { vi: 'Bảy con số của {organisation}', en: 'The seven numbers of {organisation}' },
})
