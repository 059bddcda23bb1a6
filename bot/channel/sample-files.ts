import { crc32, deflateSync } from 'node:zlib'

/** Small files of each kind, made here byte by byte, so that a test can say what it changes. */
export const SAMPLE_FILES = {
  png: () => png(3, 2),
  /** Claims more pixels than any camera makes; it has none of them. */
  bomb: () => png(60_000, 60_000, false),
  jpeg,
  gif: () => Buffer.from('GIF89a\x05\x00\x04\x00\x00\x00\x00;', 'latin1'),
  webp: () => {
    const chunk = Buffer.alloc(18)
    chunk.write('VP8X', 0, 'latin1')
    chunk.writeUInt32LE(10, 4)
    // One less than the width and height, in three bytes each.
    chunk.writeUIntLE(10 - 1, 12, 3)
    chunk.writeUIntLE(6 - 1, 15, 3)
    const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
    head.writeUInt32LE(4 + chunk.length, 4)
    return Buffer.concat([head, chunk])
  },
  heic: () => box('ftypheic', 'mif1heic'),
  mp4: () => box('ftypmp42', 'isommp42'),
  mov: () => box('ftypqt  ', 'qt  qt  '),
  pdf: () => Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n'),
  html: () => Buffer.from('<!doctype html><script>alert(document.cookie)</script>'),
  svg: () =>
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><path d="M0 0"/></svg>'),
  text: () => Buffer.from('订单号 20260101'),
  exe: () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]),
  zip: () => Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(60)]),
  empty: () => Buffer.alloc(0),
  /** Begins as a picture and goes on as a page. */
  both: () => Buffer.concat([png(3, 2), Buffer.from('<script>alert(1)</script>')]),
  /** Ends before its size is told. */
  cut: () => jpeg().subarray(0, 20),
} as const satisfies Readonly<Record<string, () => Buffer>>

export type SampleFile = keyof typeof SAMPLE_FILES

function jpeg(): Buffer {
  return Buffer.from([
    ...[0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x00, 0x01, 0x01, 0, 0, 1],
    ...[0, 1, 0, 0, 0xff, 0xc0, 0x00, 0x0b, 0x08, 0, 7, 0, 9, 0x01, 0x01, 0x11, 0x00, 0xff, 0xd9],
  ])
}

function png(width: number, height: number, drawn = true): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(3 * width, 0x9a)])
  const pixels = drawn ? Buffer.concat(Array.from({ length: height }, () => row)) : Buffer.alloc(1)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

function box(head: string, brands: string): Buffer {
  const content = Buffer.from(`${head}\0\0\0\0${brands}`, 'latin1')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length + 4)
  return Buffer.concat([length, content, Buffer.alloc(40)])
}
