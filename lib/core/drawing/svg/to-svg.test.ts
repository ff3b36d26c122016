import { describe, expect, it } from 'vitest'
import { aPng } from '../../../../test/builders/png.ts'
import { svgFault } from '../../../../test/builders/svg-fault.ts'
import type { Bytes } from '../../bytes.ts'
import type { Shape, TextShape } from '../scene.ts'
import { toSvg } from './to-svg.ts'

const box = { x: 10, y: 20, width: 100, height: 20 }

const drawn = (...shapes: readonly Shape[]): string => {
  const svg = toSvg({ width: 200, height: 100, title: 'Ticket & more', language: 'en', shapes })
  expect(svgFault(svg)).toBeUndefined()
  return svg.replace(/^<svg [^>]*><title>[^<]*<\/title>/, '').replace(/<\/svg>$/, '')
}

const text: TextShape = {
  kind: 'text',
  text: 'Gate <B12>',
  role: 'value',
  box,
  x: 10,
  baseline: 34.123,
  anchor: 'start',
  size: 12,
  weight: 'semibold',
  fill: '#112233',
  width: 60,
  rightToLeft: false,
}

describe('a drawing as SVG', () => {
  it('says what it shows, how large it is and in which language', () => {
    const svg = toSvg({ width: 200, height: 100.5, title: 'Ticket & more', language: 'de', shapes: [] })
    expect(svg).toMatch(
      /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="200" height="100.5" viewBox="0 0 200 100.5"/,
    )
    expect(svg).toContain('xml:lang="de"')
    expect(svg).toContain('<title>Ticket &amp; more</title>')
  })

  it('has rectangles and outlines', () => {
    expect(drawn({ kind: 'rect', box, radius: 4, fill: '#ffffff', opacity: 0.5 })).toBe(
      '<rect x="10" y="20" width="100" height="20" rx="4" fill="#ffffff" fill-opacity="0.5"/>',
    )
    expect(drawn({ kind: 'path', data: 'M0 0L1 1Z', fill: '#000000' })).toBe('<path d="M0 0L1 1Z" fill="#000000"/>')
  })

  it('has texts at their places', () => {
    expect(drawn(text)).toBe(
      '<text x="10" y="34.12" font-size="12" font-weight="600" fill="#112233">Gate &lt;B12&gt;</text>',
    )
  })

  it('keeps texts that fill their boxes from growing out of them with other typefaces', () => {
    expect(drawn({ ...text, width: 85 })).not.toContain('textLength')
    expect(drawn({ ...text, width: 86 })).toContain('textLength="86" lengthAdjust="spacingAndGlyphs"')
  })

  it('isolates texts from right to left, so that their anchors stay left and right', () => {
    const svg = drawn({ ...text, text: 'שער 12', rightToLeft: true, anchor: 'end', x: 110 })
    expect(svg).toContain('text-anchor="end"')
    expect(svg).toContain('>\u2067שער 12\u2069</text>')
    expect(svg).not.toContain('direction')
  })

  it('has pictures within it', () => {
    const image = { kind: 'image', box, png: aPng() as Bytes, fit: 'cover', pixels: { width: 1, height: 1 } } as const
    expect(drawn(image)).toMatch(
      /^<image x="10" y="20" width="100" height="20" preserveAspectRatio="xMidYMid slice" href="data:image\/png;base64,[\w+/]+=*"\/>$/,
    )
    expect(drawn({ ...image, radius: 5, blur: 3 })).toMatch(
      /^<defs><clipPath id="d1"><rect [^>]*rx="5"\/><\/clipPath><filter id="d2"[^>]*><feGaussianBlur stdDeviation="3" edgeMode="duplicate"\/><\/filter><\/defs><g clip-path="url\(#d1\)"><image [^>]*filter="url\(#d2\)"/,
    )
  })

  it('has barcodes as one shape whose modules fill its box', () => {
    const modules = Uint8Array.of(1, 1, 0, 1, 0, 1, 1, 1)
    const symbol = { columns: 4, rows: 2, modules, quietZone: 4 }
    expect(drawn({ kind: 'barcode', box, symbol })).toBe(
      '<path transform="translate(10 20) scale(25 10)" d="M0 0h2v1h-2zM3 0h1v1h-1zM1 1h3v1h-3z" fill="#000000" shape-rendering="crispEdges"/>',
    )
  })

  it('has groups, clipped', () => {
    const group = { kind: 'group', name: 'card', box, clip: 'M0 0L9 0L9 9Z', opacity: 0.4, shapes: [text] } as const
    expect(drawn(group)).toMatch(
      /^<defs><clipPath id="d1"><path d="M0 0L9 0L9 9Z"\/><\/clipPath><\/defs><g clip-path="url\(#d1\)" opacity="0.4"><text/,
    )
  })

  it('has no numbers that are none', () => {
    expect(drawn({ ...text, x: Number.NaN, baseline: Number.POSITIVE_INFINITY })).toContain('x="0" y="0"')
  })
})
