import { networkInterfaces } from 'node:os'
import { describe, expect, test } from 'vitest'
import { isPublicAddress, judgeAddress } from '#adapters/outbound-address.ts'

const refusedAs = (text: string): string | null => {
  const judged = judgeAddress(text)
  return 'refused' in judged ? judged.refused : null
}

describe('addresses asked for', () => {
  test.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://127.0.1/',
    'http://0x7f.1/',
    'http://0x7f000001/',
    'http://2130706433/',
    'http://017700000001/',
    'http://0177.0.0.1/',
    'http://0/',
    'http://0.0.0.0/',
    'http://127.0.0.1./',
    'http://１２７.０.０.１/',
    'http://①②⑦.⓪.⓪.①/',
    'http://127。0。0。1/',
    'http://%31%32%37.0.0.1/',
    'http://[::]/',
    'http://[::1]/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::127.0.0.1]/',
    'http://[64:ff9b:1::1]/',
    'http://[2002:7f00:1::]/',
    'http://[2001:0:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fec0::1]/',
    'http://[fd00:ec2::254]/',
    'http://[ff02::1]/',
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://100.100.100.200/',
    'http://169.254.169.254/latest/meta-data/',
    'http://192.0.0.192/',
    'http://198.18.0.1/',
    'http://203.0.113.7/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://168.63.129.16/',
    'http://8.8.8.8/',
    'http://localhost/',
    'http://LOCALHOST/',
    'http://ｌｏｃａｌｈｏｓｔ/',
    'http://localhost./',
    'http://shop.localhost/',
    'http://printer.local/',
    'http://metadata.google.internal/',
    'http://router.home.arpa/',
    'http://hidden.onion/',
    'http://intranet/',
    'http://shop.vn./',
  ])('%s is refused as a host inside', (text) => expect(refusedAs(text)).toBe('host_private'))

  test.each([
    'ftp://shop.vn/',
    'file:///etc/passwd',
    'gopher://shop.vn/',
    'javascript:alert(1)',
    'data:text/html,hello',
    'view-source:http://shop.vn/',
    'shop.vn/p/1',
    '//shop.vn/p/1',
    'http://',
    'http://a b/',
    'http://nhip:secret@shop.vn/',
    'http://shop.vn@127.0.0.1/',
    'http://shop.vn\\@127.0.0.1/',
    'http:\\\\127.0.0.1/',
    'http://shop.vn/\u0000',
    'http://shop\n.vn/',
    'http://shop\t.vn/',
    ' http://shop.vn/',
    `http://shop.vn/${'x'.repeat(2048)}`,
    'http://[::1',
    'http://256.1.1.1/',
  ])('%j is refused as no address', (text) => expect(refusedAs(text)).toBe('address_invalid'))

  test.each(['http://shop.vn:22/', 'https://shop.vn:8443/', 'http://shop.vn:6379/', 'http://shop.vn:0/'])(
    '%s is refused for its port',
    (text) => expect(refusedAs(text)).toBe('port_refused'),
  )

  test.each(['https://shop.vn/p/1?bien-the=2', 'http://shop.vn:80/', 'http://shop.vn:443/', 'https://bánhmì.vn/giá'])(
    '%s may be asked for',
    (text) => expect(refusedAs(text)).toBeNull(),
  )

  test('an origin the operator named may be inside, on that port alone', () => {
    const trusted = ['http://127.0.0.1:8080']
    expect(judgeAddress('http://127.0.0.1:8080/p', trusted)).toMatchObject({ trusted: true })
    expect(judgeAddress('http://127.1:8080/p', trusted)).toMatchObject({ trusted: true })
    expect(judgeAddress('http://127.0.0.1:8081/p', trusted)).toEqual({ refused: 'port_refused' })
    expect(judgeAddress('https://127.0.0.1:8080/p', trusted)).toEqual({ refused: 'port_refused' })
    expect(judgeAddress('http://me@127.0.0.1:8080/p', trusted)).toEqual({ refused: 'address_invalid' })
  })
})

describe('addresses connected to', () => {
  test.each(['1.1.1.1', '93.184.216.34', '2606:4700::1111', '2a00:1450:4001:81b::200e', '::ffff:1.1.1.1'])(
    '%s is public',
    (address) => expect(isPublicAddress(address)).toBe(true),
  )
  test.each([
    '127.0.0.53',
    '::ffff:10.0.0.1',
    '::7f00:1',
    '64:ff9b::a9fe:a9fe',
    '2002:c0a8:101::1',
    'fc00::1',
    '',
    'x',
  ])('%j is not', (address) => expect(isPublicAddress(address)).toBe(false))
  test('none of this machine’s own is', () => {
    const own = Object.values(networkInterfaces()).flatMap((each) => (each ?? []).map(({ address }) => address))
    expect(own.length).toBeGreaterThan(0)
    expect(own.filter(isPublicAddress)).toEqual([])
  })
})
