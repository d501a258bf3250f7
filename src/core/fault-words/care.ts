import { defineMessages } from '../messages.ts'

export const careFaults = defineMessages({
  'disk.full': {
    vi: 'Ổ đĩa chứa thư mục dữ liệu đã đầy. Không có gì nửa chừng: việc vừa rồi coi như chưa làm. Hãy giải phóng chỗ rồi làm lại.',
    en: 'The disk with the data directory is full. Nothing is left half done: take it as not done. Free some space and do it again.',
  },
  'data.in_use': {
    vi: 'Thư mục dữ liệu đang được chương trình khác dùng ({holder}). Hãy dừng chương trình đó rồi thử lại.',
    en: 'The data directory is in use by another program ({holder}). Stop that program and try again.',
  },
  'store.damaged': {
    vi: 'Không đọc được sổ lưu {file} ({detail}). Hãy lấy lại từ bản sao lưu: nhip restore TỆP.',
    en: 'The store {file} cannot be read ({detail}). Bring it back from a backup: nhip restore FILE.',
  },
  'store.newer': {
    vi: 'Thư mục dữ liệu do bản Nhịp mới hơn tạo ra (bước {version}, bản này biết tới {known}). Hãy dùng bản mới hơn.',
    en: 'The data directory was made by a newer Nhịp (step {version}, this one knows up to {known}). Use the newer one.',
  },
  'batch.mismatch': {
    vi: 'Lượt nhập {import} không nạp đúng: {figure} của {entity} phải là {expected}, đã thấy {actual}. Chưa có gì bị thay đổi; hãy nhập lại.',
    en: 'The import {import} did not load right: {figure} of {entity} should be {expected}, found {actual}. Nothing was changed; import it again.',
  },
  'batch.damaged': {
    vi: 'Tệp {file} của lượt nhập {import} bị thiếu hoặc đã bị sửa. Hãy lấy lại từ bản sao lưu (nhip restore TỆP), hoặc hoàn tác lượt nhập này rồi nhập lại tệp gốc.',
    en: 'The file {file} of the import {import} is missing or was changed. Bring it back from a backup (nhip restore FILE), or undo this import and import the original file again.',
  },
  'warehouse.differs': {
    vi: 'Bảng số liệu không khớp các lượt nhập: {entity}. Hãy dựng lại: nhip rebuild.',
    en: 'The tables do not agree with the imports: {entity}. Make them again: nhip rebuild.',
  },
  'import.unknown': {
    vi: 'Không có lượt nhập nào tên “{import}”. Gõ `nhip imports` để xem các lượt nhập.',
    en: 'There is no import “{import}”. See `nhip imports` for the list.',
  },
  'import.withdrawn': {
    vi: 'Lượt nhập “{import}” đã được hoàn tác từ trước; không có gì thay đổi.',
    en: 'The import “{import}” has been undone already; nothing changed.',
  },
  'backup.exists': {
    vi: 'Đã có tệp {file}. Hãy chọn tên khác; bản sao lưu không ghi đè.',
    en: 'The file {file} exists. Choose another name; a backup overwrites nothing.',
  },
  'backup.damaged': {
    vi: 'Bản sao lưu {file} bị hỏng hoặc bị cắt ngang ({detail}). Không có gì bị thay đổi; hãy dùng bản sao lưu khác.',
    en: 'The backup {file} is damaged or cut off ({detail}). Nothing was changed; use another backup.',
  },
  'backup.unreadable': {
    vi: 'Không mở được tệp {file} ({detail}). Hãy kiểm tra đường dẫn và quyền đọc, ghi.',
    en: 'The file {file} cannot be opened ({detail}). Check its path and permissions.',
  },
  'restore.not_empty': {
    vi: 'Thư mục {directory} đang có dữ liệu ({imports} lượt nhập). Thêm --force để thay; dữ liệu cũ được chuyển sang bên, không xoá.',
    en: 'The directory {directory} holds data ({imports} imports). Add --force to replace it; the old data is moved aside, not deleted.',
  },
})
