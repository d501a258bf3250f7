import { defineMessages, fill, type Language } from '#core/messages.ts'

const words = defineMessages({
  backup: {
    vi: 'Đã sao lưu {imports} lượt nhập vào {file} ({megabytes} MB). Tệp chứa tên, số điện thoại và khoá băm: hãy cất như sổ khách hàng.\n',
    en: 'Backed {imports} imports up into {file} ({megabytes} MB). It holds names, phones and the hashing key: keep it like the customer book.\n',
  },
  rebuild: {
    vi: 'Đã dựng lại bảng số liệu từ {rebuilt} lượt nhập và so khớp từng dòng.\n',
    en: 'Made the tables again from {rebuilt} imports and compared them row for row.\n',
  },
})

export const presentBackup = (
  { imports, file, bytes }: { readonly imports: number; readonly file: string; readonly bytes: number },
  language: Language,
): string => fill(words.backup, language, { imports, file, megabytes: (bytes / 1e6).toFixed(1) })

export const presentRebuild = ({ rebuilt }: { readonly rebuilt: number }, language: Language): string =>
  fill(words.rebuild, language, { rebuilt })
