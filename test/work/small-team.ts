/** A team of two on Wednesday 18 November 2026, 11:40. Open Monday to Saturday, 08:00–17:30; the limit is 60 minutes. */
const lines = (head: string, rows: readonly string[]): string => [head, ...rows, ''].join('\n')

const months = ['2026-06-01', '2026-07-01', '2026-07-31', '2026-08-30']

/** K1 … K4 bought every 30 days, last 80 days ago: more than twice their own gap. */
const orders = ['K1', 'K2', 'K3', 'K4'].flatMap((customer) =>
  months.map((day, i) => `O${customer}${i},1,${day} 10:00,S001,${customer},P1,1,100000`),
)

export const smallTeam: Readonly<Record<string, string>> = {
  location: lines('location_id,name,kind,province', ['S001,Cầu Giấy,store,Hà Nội', 'S002,Quận 1,store,Hồ Chí Minh']),
  rep: lines('rep_id,name,team,location_id', ['Lan,Nguyễn Thị Lan,A,S001', 'Minh,Trần Văn Minh,B,S002']),
  product: lines('product_id,name,product_line,list_price', ['P1,Nồi,bếp,100000']),
  customer: lines('customer_id,name,phone,owner,location_id,may_be_contacted', [
    'K1,Khách Một,0911000001,Lan,S001,true',
    'K2,Khách Hai,0911000002,Lan,S001,false',
    'K3,Khách Ba,0911000003,Lan,S001,true',
    'K4,Khách Bốn,0911000004,Minh,S002,',
  ]),
  contact: lines('contact_id,received_at,name,phone,source,owner,location_id,product_line', [
    'T1,2026-11-18 08:30,Người Một,0822000001,facebook,Lan,S001,bếp',
    'T2,2026-11-17 17:00,Người Hai,0822000002,zalo,Lan,S001,bếp',
    'T3,2026-11-18 11:10,Người Ba,0822000003,facebook,Minh,S002,bếp',
    'T4,2026-11-14 17:00,Người Bốn,0822000004,web,,S002,bếp',
    'T5,2026-11-18 11:00,Người Năm,0822000005,web,Lan,S001,bếp',
    'T6,2026-10-01 09:00,Người Sáu,0822000006,web,Lan,S001,bếp',
  ]),
  activity: lines('activity_id,at,contact_id,customer_id,rep,method,direction,purpose,reached,minutes', [
    'V1,2026-11-18 11:20,T5,,Lan,telesales,outbound,selling,true,4',
    'V2,2026-11-10 09:00,,K3,Lan,telesales,outbound,care,true,4',
    'V3,2026-11-12 09:00,,K4,Minh,telesales,outbound,care,false,1',
  ]),
  order_line: lines('order_id,line_no,placed_at,location_id,customer_id,product_id,quantity,unit_price', orders),
  request: lines('request_id,opened_at,customer_id,resolved_at,topic,location_id', [
    'R1,2026-11-11 09:00,K1,,bảo hành,S001',
    'R2,2026-11-12 09:00,K4,2026-11-13 09:00,giao hàng,S002',
    'R3,2026-11-16 09:00,K4,,giao hàng,S002',
  ]),
  survey_answer: lines('answer_id,kind,answered_at,score,customer_id,location_id,owner', [
    'A1,nps,2026-11-10 15:00,3,K1,S001,Lan',
    'A2,nps,2026-11-09 15:00,2,K3,S001,Lan',
    'A3,nps,2026-11-11 15:00,4,,S001,',
    'A4,nps,2026-11-11 15:00,6,K4,S002,Minh',
    'A5,nps,2026-11-11 15:00,9,K2,S001,Lan',
  ]),
}
