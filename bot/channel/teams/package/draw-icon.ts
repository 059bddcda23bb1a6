import { deflateSync } from 'node:zlib'

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number]

const WHITE: Colour = [255, 255, 255]

/** Points looked at in each direction of a pixel, so that edges are smooth. */
const FINE = 4

/**
 * The icons that Teams wants: one of 192 × 192 in colour, whose drawing stays within the middle 120,
 * and one of 32 × 32 in white on nothing.
 */
export function drawIcons(accent: Colour): { readonly color: Buffer; readonly outline: Buffer } {
  return {
    color: drawPng(192, (x, y) => ({
      colour: isBubble((x - 0.5) / 0.62, (y - 0.5) / 0.62) ? WHITE : accent,
      shown: true,
    })),
    outline: drawPng(32, (x, y) => {
      const [left, top] = [(x - 0.5) / 0.94, (y - 0.5) / 0.94]
      const isEdge = isBubble(left, top) && !isBubble(left / 0.8, (top + 0.02) / 0.76)
      return { colour: WHITE, shown: isEdge || isDot(left, top) }
    }),
  }
}

/** A rounded speech bubble around the middle, one wide. */
function isBubble(x: number, y: number): boolean {
  const [wide, high, round] = [0.5, 0.36, 0.16]
  const [over, under] = [
    Math.max(Math.abs(x) - (wide - round), 0),
    Math.max(Math.abs(y + 0.06) - (high - round), 0),
  ]
  const isBody = Math.hypot(over, under) <= round
  const isTail = y > 0.2 && y < 0.48 && x > -0.26 && x < -0.26 + (0.48 - y)
  return isBody || isTail
}

function isDot(x: number, y: number): boolean {
  return [-0.2, 0, 0.2].some((at) => Math.hypot(x - at, y + 0.06) < 0.06)
}

interface Point {
  readonly colour: Colour
  readonly shown: boolean
}

/** @param at Says what is at a place, both from 0 to 1. */
function drawPng(size: number, at: (x: number, y: number) => Point): Buffer {
  const row = 1 + 4 * size
  const pixels = Buffer.alloc(size * row)
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const points = Array.from({ length: FINE * FINE }, (_, each) =>
        at(
          (x + ((each % FINE) + 0.5) / FINE) / size,
          (y + (Math.floor(each / FINE) + 0.5) / FINE) / size,
        ),
      )
      const shown = points.filter((point) => point.shown)
      const mean = (channel: 0 | 1 | 2) =>
        shown.reduce((sum, { colour }) => sum + colour[channel], 0) / Math.max(1, shown.length)
      const alpha = (255 * shown.length) / points.length
      pixels.set([mean(0), mean(1), mean(2), alpha].map(Math.round), y * row + 1 + 4 * x)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([8, 6], 8) // Eight bits for each of red, green, blue and alpha.
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Source: PNG specification, 5.3 and Annex D. */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}
