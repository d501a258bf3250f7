/** id, name, province (one of the 63), latitude, longitude, opened, area m², ordinary orders a day. Online: no province. */
export const locationSeeds: readonly (readonly [string, string, string, number, number, string, number, number])[] = [
  ['CH01', 'Cầu Giấy', 'Hà Nội', 21.0362, 105.7906, '2017-03-11', 320, 27],
  ['CH02', 'Hà Đông', 'Hà Nội', 20.9714, 105.7788, '2018-05-19', 260, 19],
  ['CH03', 'Long Biên', 'Hà Nội', 21.0547, 105.8886, '2019-08-03', 240, 16],
  ['CH04', 'Hai Bà Trưng', 'Hà Nội', 21.0059, 105.8575, '2016-11-05', 210, 21],
  ['CH05', 'Thanh Xuân', 'Hà Nội', 20.9937, 105.8116, '2020-06-20', 230, 17],
  ['CH06', 'Bắc Ninh', 'Bắc Ninh', 21.1861, 106.0763, '2019-04-13', 200, 11],
  ['CH07', 'Hải Dương', 'Hải Dương', 20.9373, 106.3146, '2020-09-12', 180, 9],
  ['CH08', 'Lê Chân', 'Hải Phòng', 20.8449, 106.6881, '2018-10-27', 250, 15],
  ['CH09', 'Hạ Long', 'Quảng Ninh', 20.9599, 107.0448, '2019-12-07', 210, 11],
  ['CH10', 'Thái Nguyên', 'Thái Nguyên', 21.5942, 105.8482, '2021-03-20', 170, 8],
  ['CH11', 'Việt Trì', 'Phú Thọ', 21.3227, 105.402, '2021-10-16', 160, 7],
  ['CH12', 'Nam Định', 'Nam Định', 20.4388, 106.1621, '2020-12-05', 170, 8],
  ['CH13', 'Thanh Hoá', 'Thanh Hóa', 19.8067, 105.7852, '2019-09-21', 210, 11],
  ['CH14', 'Vinh', 'Nghệ An', 18.6796, 105.6813, '2018-12-15', 220, 12],
  ['CH15', 'Huế', 'Thừa Thiên Huế', 16.4637, 107.5909, '2020-05-30', 190, 9],
  ['CH16', 'Hải Châu', 'Đà Nẵng', 16.0544, 108.2022, '2017-07-15', 300, 19],
  ['CH17', 'Thanh Khê', 'Đà Nẵng', 16.0668, 108.1898, '2021-06-12', 190, 11],
  ['CH18', 'Quy Nhơn', 'Bình Định', 13.782, 109.2197, '2020-08-22', 180, 9],
  ['CH19', 'Nha Trang', 'Khánh Hòa', 12.2388, 109.1967, '2019-06-29', 210, 12],
  ['CH20', 'Pleiku', 'Gia Lai', 13.9833, 108.0, '2022-04-09', 150, 6],
  ['CH21', 'Buôn Ma Thuột', 'Đắk Lắk', 12.6667, 108.0383, '2020-10-31', 190, 10],
  ['CH22', 'Đà Lạt', 'Lâm Đồng', 11.9404, 108.4583, '2021-12-18', 170, 8],
  ['CH23', 'Quận 1', 'TP. Hồ Chí Minh', 10.7757, 106.7004, '2016-04-23', 280, 29],
  ['CH24', 'Thủ Đức', 'TP. Hồ Chí Minh', 10.8494, 106.7537, '2018-03-31', 300, 24],
  ['CH25', 'Tân Bình', 'TP. Hồ Chí Minh', 10.8015, 106.6525, '2018-09-08', 250, 21],
  ['CH26', 'Gò Vấp', 'TP. Hồ Chí Minh', 10.8387, 106.6653, '2019-11-16', 230, 19],
  ['CH27', 'Bình Tân', 'TP. Hồ Chí Minh', 10.7653, 106.6038, '2020-11-21', 240, 18],
  ['CH28', 'Dĩ An', 'Bình Dương', 10.9069, 106.7694, '2019-05-18', 240, 16],
  ['CH29', 'Biên Hoà', 'Đồng Nai', 10.9447, 106.8243, '2019-01-26', 230, 15],
  ['CH30', 'Vũng Tàu', 'Bà Rịa - Vũng Tàu', 10.346, 107.0843, '2021-04-24', 190, 10],
  ['CH31', 'Ninh Kiều', 'Cần Thơ', 10.0341, 105.7876, '2018-08-18', 240, 14],
  ['CH32', 'Rạch Giá', 'Kiên Giang', 10.0125, 105.0809, '2022-07-09', 160, 7],
  ['web', 'Web', '', 0, 0, '2018-01-01', 0, 33],
  ['shopee', 'Shopee', '', 0, 0, '2019-03-01', 0, 46],
  ['lazada', 'Lazada', '', 0, 0, '2019-06-01', 0, 21],
  ['tiktok_shop', 'TikTok Shop', '', 0, 0, '2022-09-01', 0, 30],
  ['facebook', 'Facebook', '', 0, 0, '2020-02-01', 0, 14],
]

/** Lines of goods with their categories, brands (all invented) and items: name, price in đồng, popularity. */
export const productSeeds: readonly {
  readonly line: string
  readonly category: string
  readonly brands: readonly string[]
  readonly items: readonly (readonly [string, number, number])[]
}[] = [
  {
    line: 'Nồi và chảo',
    category: 'Nồi',
    brands: ['Bếp Lửa', 'Hoa Sen Trắng'],
    items: [
      ['Nồi inox 20 cm', 390_000, 10],
      ['Nồi inox 24 cm', 490_000, 8],
      ['Bộ nồi 3 món', 1_190_000, 5],
      ['Nồi áp suất 5 lít', 890_000, 4],
      ['Nồi hấp 2 tầng', 590_000, 4],
    ],
  },
  {
    line: 'Nồi và chảo',
    category: 'Chảo',
    brands: ['Bếp Lửa', 'Hoa Sen Trắng'],
    items: [
      ['Chảo chống dính 24 cm', 290_000, 12],
      ['Chảo chống dính 28 cm', 350_000, 10],
      ['Chảo gang 26 cm', 520_000, 3],
      ['Chảo xào sâu lòng', 420_000, 6],
    ],
  },
  {
    line: 'Điện gia dụng',
    category: 'Nồi cơm điện',
    brands: ['Sóng Xanh', 'Điện Việt'],
    items: [
      ['Nồi cơm điện 1 lít', 690_000, 6],
      ['Nồi cơm điện 1,8 lít', 990_000, 7],
      ['Nồi cơm cao tần', 2_690_000, 2],
    ],
  },
  {
    line: 'Điện gia dụng',
    category: 'Nhỏ',
    brands: ['Sóng Xanh', 'Điện Việt'],
    items: [
      ['Ấm siêu tốc 1,7 lít', 350_000, 9],
      ['Máy xay sinh tố', 690_000, 6],
      ['Máy ép chậm', 1_890_000, 3],
      ['Nồi chiên không dầu 5 lít', 1_590_000, 6],
      ['Bếp từ đôi', 4_290_000, 2],
      ['Quạt đứng', 790_000, 5],
    ],
  },
  {
    line: 'Đồ bếp',
    category: 'Dao và thớt',
    brands: ['Tre Ngà', 'Bếp Lửa'],
    items: [
      ['Bộ dao 5 món', 450_000, 5],
      ['Dao thái', 120_000, 9],
      ['Thớt gỗ', 180_000, 8],
      ['Kéo bếp', 90_000, 7],
    ],
  },
  {
    line: 'Đồ bếp',
    category: 'Hộp và bình',
    brands: ['Nhà Gọn', 'Tre Ngà'],
    items: [
      ['Hộp thuỷ tinh 3 món', 220_000, 11],
      ['Bình giữ nhiệt 500 ml', 290_000, 10],
      ['Bình nước thuỷ tinh', 150_000, 7],
      ['Hũ gia vị 6 món', 190_000, 6],
    ],
  },
  {
    line: 'Bàn ăn',
    category: 'Bát đĩa',
    brands: ['Men Lam', 'Hoa Sen Trắng'],
    items: [
      ['Bộ bát đĩa 12 món', 650_000, 6],
      ['Bát ăn cơm, 6 chiếc', 180_000, 9],
      ['Đĩa tròn 20 cm', 70_000, 10],
      ['Tô canh', 95_000, 8],
    ],
  },
  {
    line: 'Bàn ăn',
    category: 'Ly và cốc',
    brands: ['Men Lam', 'Nhà Gọn'],
    items: [
      ['Bộ ly thuỷ tinh 6 chiếc', 160_000, 9],
      ['Cốc sứ', 85_000, 9],
      ['Ấm chén trà', 390_000, 5],
    ],
  },
  {
    line: 'Phòng tắm',
    category: 'Khăn và thảm',
    brands: ['Mây Trắng', 'Nhà Gọn'],
    items: [
      ['Khăn tắm', 150_000, 10],
      ['Khăn mặt, 3 chiếc', 99_000, 10],
      ['Thảm chùi chân', 120_000, 7],
    ],
  },
  {
    line: 'Phòng tắm',
    category: 'Phụ kiện',
    brands: ['Mây Trắng', 'Nhà Gọn'],
    items: [
      ['Kệ góc phòng tắm', 260_000, 4],
      ['Bộ phụ kiện 4 món', 340_000, 3],
      ['Gương treo', 450_000, 2],
    ],
  },
  {
    line: 'Làm sạch',
    category: 'Dụng cụ',
    brands: ['Nhà Gọn', 'Sạch Tinh'],
    items: [
      ['Cây lau nhà xoay', 390_000, 7],
      ['Chổi quét', 75_000, 8],
      ['Bộ khăn lau đa năng', 65_000, 10],
      ['Thùng rác đạp', 320_000, 4],
    ],
  },
  {
    line: 'Làm sạch',
    category: 'Máy',
    brands: ['Sạch Tinh', 'Điện Việt'],
    items: [
      ['Máy hút bụi cầm tay', 1_290_000, 4],
      ['Robot hút bụi', 5_490_000, 1.5],
      ['Máy lọc không khí', 2_990_000, 2],
    ],
  },
]
