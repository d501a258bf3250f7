import { defineMessages } from '../messages.ts'

export const uploadFaults = defineMessages({
  'rejects.none': {
    vi: '“{file}” không có dòng nào bị từ chối.',
    en: 'No row of “{file}” was refused.',
  },
  'rejects.gone': {
    vi: 'Tệp các dòng bị từ chối của “{file}” không còn trong thư mục dữ liệu. Hãy nhập lại tệp gốc để tạo lại.',
    en: 'The file of refused rows of “{file}” is no longer in the data directory. Import the original again to make it anew.',
  },
  'upload.unknown': {
    vi: 'Không thấy tệp tải lên {id}: đã quá một ngày, hoặc đã nhập xong. Hãy tải tệp lên lại.',
    en: 'There is no upload {id}: it is more than a day old, or was imported already. Upload the file again.',
  },
  'upload.unfinished': {
    vi: 'Tệp {name} mới tải lên được {come} trên {length} byte. Hãy tải tiếp rồi nhập.',
    en: 'Of the file {name}, {come} of {length} bytes have come. Go on uploading, then import.',
  },
  'upload.too_long': {
    vi: 'Tệp {name} dài hơn {length} byte như đã báo. Tệp có thể đã đổi trong lúc tải; hãy tải lại từ đầu.',
    en: 'The file {name} is longer than the {length} bytes announced. It may have changed meanwhile; upload it again.',
  },
})
