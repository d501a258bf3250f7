import { defineMessages, type Words } from '#core/messages.ts'

const roles = defineMessages({
  owner: { vi: 'chủ tài khoản', en: 'owner' },
  manager: { vi: 'quản lý', en: 'manager' },
  rep: { vi: 'nhân viên bán hàng', en: 'rep' },
  marketing: { vi: 'marketing', en: 'marketing' },
  analyst: { vi: 'phân tích', en: 'analyst' },
  people_manager: { vi: 'nhân sự', en: 'people manager' },
})

/** A role by its name; one nobody knows stands as it is written. */
export const roleWords = (role: string): Words =>
  Object.hasOwn(roles, role) ? roles[role as keyof typeof roles] : { vi: role, en: role }
