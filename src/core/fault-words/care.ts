import { defineMessages } from '../messages.ts'

export const careFaults = defineMessages({
  'data.in_use': {
    vi: 'Thư mục dữ liệu {folder} đang được chương trình khác dùng (tiến trình {pid}). Hãy dừng chương trình đó rồi thử lại.',
    en: 'The data directory {folder} is in use by another program (process {pid}). Stop that program and try again.',
  },
  'server.other_now': {
    vi: 'Lệnh này hỏi cho thời điểm NHIP_NOW={asked}, nhưng máy chủ đang giữ dữ liệu chạy theo đồng hồ khác ({now}). Hãy dừng máy chủ, hoặc bỏ NHIP_NOW, rồi thử lại.',
    en: 'This command asks about the moment NHIP_NOW={asked}, but the server that holds the data goes by another clock ({now}). Stop the server, or leave NHIP_NOW out, and try again.',
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
  'doctor.node': { vi: 'Node.js {version}: dùng được.', en: 'Node.js {version}: fine.' },
  'doctor.node_old': {
    vi: 'Node.js {version} quá cũ; cần từ {least}. Hãy cài Node.js 24, hoặc chạy npm start để tự lấy về.',
    en: 'Node.js {version} is too old; {least} or later is needed. Install Node.js 24, or run npm start, which fetches it.',
  },
  'doctor.disk': { vi: 'Ổ đĩa còn trống {megabytes} MB.', en: 'The disk has {megabytes} MB free.' },
  'doctor.disk_short': {
    vi: 'Ổ đĩa chỉ còn {megabytes} MB; nên có ít nhất {needed} MB để dựng lại và sao lưu. Hãy giải phóng chỗ.',
    en: 'The disk has only {megabytes} MB free; at least {needed} MB is advised for rebuilding and backups. Free some space.',
  },
  'doctor.permissions': {
    vi: 'Chỉ chủ máy đọc được thư mục dữ liệu.',
    en: 'Only its owner can read the data directory.',
  },
  'doctor.permissions_open': {
    vi: 'Người khác trên máy đọc được: {files}. Hãy chạy: chmod -R go-rwx {folder}',
    en: 'Others on this machine can read: {files}. Run: chmod -R go-rwx {folder}',
  },
  'doctor.folders_unknown': {
    vi: 'Trong thư mục batches có thứ không thuộc lượt nhập nào: {folders}. Không dùng tới; có thể chuyển đi.',
    en: 'The batches folder holds things that belong to no import: {folders}. They are not used and can be moved away.',
  },
  'doctor.warehouse_put_aside': {
    vi: 'Một tệp số liệu không đọc được đã được để riêng (warehouse.duckdb.damaged) và dựng lại từ các lượt nhập. Xoá được.',
    en: 'An analytics file that could not be read was put aside (warehouse.duckdb.damaged) and made again from the imports. It can be deleted.',
  },
  'doctor.store': { vi: 'Sổ lưu (SQLite) nguyên vẹn.', en: 'The store (SQLite) is sound.' },
  'doctor.store_damaged': {
    vi: 'Sổ lưu (SQLite) bị hỏng: {detail}. Hãy lấy lại từ bản sao lưu: nhip restore TỆP --force.',
    en: 'The store (SQLite) is damaged: {detail}. Bring it back from a backup: nhip restore FILE --force.',
  },
  'doctor.batches': {
    vi: '{imports} lượt nhập, {rows} dòng: mọi tệp còn nguyên.',
    en: '{imports} imports, {rows} rows: every file is as it was written.',
  },
  'doctor.engine': { vi: 'Máy tính số liệu DuckDB {version}: dùng được.', en: 'The engine DuckDB {version}: fine.' },
  'doctor.engine_other': {
    vi: 'Máy tính số liệu DuckDB {version} khác bản đã kiểm tra ({tested}). Hãy cài lại: npm ci.',
    en: 'The engine DuckDB {version} is not the one tested ({tested}). Install again: npm ci.',
  },
  'doctor.warehouse': {
    vi: 'Bảng số liệu khớp các lượt nhập, từng dòng.',
    en: 'The tables agree with the imports, row for row.',
  },
  'doctor.warehouse_differs': {
    vi: 'Bảng {entity} không khớp các lượt nhập: phải có {expected} dòng, đang có {actual} dòng, hoặc nội dung khác. Hãy chạy: nhip rebuild',
    en: 'The table {entity} does not agree with the imports: {expected} rows expected, {actual} found, or other contents. Run: nhip rebuild',
  },
  'doctor.placeholders': {
    vi: '{count} mã {entity} được nhắc tới nhưng chưa có thông tin (ví dụ {example}). Số liệu vẫn đủ; hãy nhập danh sách {entity} để có tên.',
    en: '{count} ids of {entity} are named but not described yet (e.g. {example}). Nothing is missing from the numbers; import the list of {entity} to see names.',
  },
  'doctor.clock_behind': {
    vi: 'Dữ liệu {entity} có ngày {last}, sau hôm nay ({today}). Hãy xem đồng hồ của máy, hoặc cách đọc ngày khi nhập.',
    en: 'Data of {entity} is dated {last}, after today ({today}). Check the clock of this machine, or how dates were read on import.',
  },
  'doctor.source_stale': {
    vi: 'Dữ liệu {entity} mới nhất là ngày {last}, đã {days} ngày. Hãy nhập tệp mới hơn.',
    en: 'The newest data of {entity} is of {last}, {days} days ago. Import a newer file.',
  },
})
