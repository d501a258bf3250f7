import { defineMessages } from '../messages.ts'

export const settingFaults = defineMessages({
  'setting.unknown': {
    vi: 'Không có thiết lập tên “{name}”. Tên gần nhất: {names}. Xem tất cả bằng lệnh nhip settings.',
    en: 'There is no setting called “{name}”. Closest names: {names}. See them all with nhip settings.',
  },
  'setting.invalid': {
    vi: 'Không đổi được “{label}” ({name}): đã nhập {value}, cần có dạng {expected}. Giá trị cũ vẫn giữ nguyên.',
    en: '“{label}” ({name}) was not changed: {value} was given, expected is {expected}. The old value stands.',
  },
})
