import { defineMessages } from '../messages.ts'

export const careFaults = defineMessages({
  'data.in_use': {
    vi: 'Thư mục dữ liệu {folder} đang được chương trình khác dùng (tiến trình {pid}). Hãy dừng chương trình đó rồi thử lại.',
    en: 'The data directory {folder} is in use by another program (process {pid}). Stop that program and try again.',
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
