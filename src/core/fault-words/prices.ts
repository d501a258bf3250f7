import { defineMessages } from '../messages.ts'

export const priceFaults = defineMessages({
  'price.url_invalid': {
    vi: '“{url}” không phải địa chỉ một trang. Hãy dán cả địa chỉ, bắt đầu bằng https://.',
    en: '“{url}” is no address of a page. Paste the whole address, beginning with https://.',
  },
  'price.not_watchable': {
    vi: 'Không theo dõi được {url}. {sentence}',
    en: '{url} cannot be watched. {sentence}',
  },
  'price.shop_waits': {
    vi: '{domain} vừa được hỏi; có thể hỏi lại sau {seconds} giây.',
    en: '{domain} has just been asked; it can be asked again in {seconds} seconds.',
  },
  'price.product_missing': {
    vi: 'Chưa nói trang này là của sản phẩm nào. Hãy chọn mã sản phẩm của mình.',
    en: 'It is not said which product this page is of. Choose the id of a product of yours.',
  },
  'price.product_unknown': {
    vi: 'Không có sản phẩm nào mang mã “{product}”. Hãy nhập bảng sản phẩm hoặc chọn mã khác.',
    en: 'There is no product with the id “{product}”. Import the products or choose another id.',
  },
  'price.competitor_missing': {
    vi: 'Chưa có tên đối thủ.',
    en: 'The name of the competitor is missing.',
  },
  'price.listing_known': {
    vi: 'Địa chỉ này đã được theo dõi cho sản phẩm {product}.',
    en: 'This address is already watched for the product {product}.',
  },
  'price.listing_unknown': {
    vi: 'Không có trang nào được theo dõi với mã “{listing}”. Xem danh sách bằng nhip prices.',
    en: 'No watched page has the id “{listing}”. See the list with nhip prices.',
  },
  'price.rule_invalid': {
    vi: '“{rule}” không phải chỗ có thể chỉ tới. Dùng #id, .class, tên thẻ, [thuộc-tính=giá-trị], cách nhau bằng dấu cách hoặc >.',
    en: '“{rule}” is nothing that can be pointed at. Use #id, .class, a tag, [name=value], apart by spaces or >.',
  },
  'price.rule_reads_nothing': {
    vi: 'Chỗ đã chỉ ({rule}) không có giá trên trang lúc này. {sentence}',
    en: 'The place pointed at ({rule}) holds no price on the page now. {sentence}',
  },
  'price.choice_unknown': {
    vi: 'Không có lựa chọn số {choice}; hãy chọn từ 1 đến {most}.',
    en: 'There is no choice number {choice}; choose from 1 to {most}.',
  },
  'price.choice_without_place': {
    vi: 'Con số này không nằm ở một chỗ có thể chỉ tới trên trang. Hãy chọn số khác hoặc nhập giá bằng tay.',
    en: 'This number stands at no place of the page that can be pointed at. Choose another or enter the price by hand.',
  },
  'price.nothing_to_decide': {
    vi: 'Không có gì chờ xem xét ở trang này.',
    en: 'Nothing of this page waits for review.',
  },
  'price.nothing_to_accept': {
    vi: 'Không có con số nào để nhận. Hãy chọn đúng con số, chỉ vào chỗ có giá hoặc nhập bằng tay.',
    en: 'There is no number to accept. Choose the right number, point at the price or enter it by hand.',
  },
  'price.amount_unfit': {
    vi: 'Giá là “{price}”; cần một số lớn hơn 0.',
    en: 'The price is “{price}”; expected is a number above 0.',
  },
  'price.hours_unfit': {
    vi: 'Số giờ giữa hai lần đọc là {hours}; cần từ 1 đến 720.',
    en: 'The hours between two readings are {hours}; expected are 1 to 720.',
  },
  'price.seen_at_unfit': {
    vi: 'Ngày thấy giá là “{seen_at}”; cần ngày dạng 2026-11-18 hoặc 2026-11-18T11:40, không ở tương lai.',
    en: 'The day the price was seen is “{seen_at}”; expected is 2026-11-18 or 2026-11-18T11:40, not in the future.',
  },
  'price.file_columns': {
    vi: 'Tệp cần các cột url, product_id và competitor; thấy: {headers}.',
    en: 'The file needs the columns url, product_id and competitor; found: {headers}.',
  },
  'price.file_too_long': {
    vi: 'Tệp có hơn {most} dòng. Hãy chia nhỏ.',
    en: 'The file has more than {most} rows. Split it.',
  },
})
