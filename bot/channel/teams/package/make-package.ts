import { readFile } from 'node:fs/promises'
import { type Zippable, zipSync } from 'fflate'
import { parse } from 'yaml'
import { Fault } from '../../../../platform/fault.js'
import { type Colour, drawIcons } from './draw-icon.js'
import { makeManifest, readApp } from './manifest.js'

export interface PackageFacts {
  /** `content/teams-app.yaml`. */
  readonly file: string
  readonly appId: string
  /** Where customers reach the service. */
  readonly site: string
  /** Of the app; Teams takes an update only with a higher one. */
  readonly version: string
}

/** Any moment, always the same: the same input gives the same file. */
const MADE = new Date('2026-01-01T00:00:00Z')

/**
 * The app as Teams takes it: a zip with manifest, icons and languages.
 *
 * @throws {Fault} `bad-input` with everything that Teams would refuse.
 */
export async function makePackage(facts: PackageFacts): Promise<Uint8Array> {
  const app = readApp(await readYaml(facts.file), facts.file)
  const { manifest, languages } = makeManifest(app, facts)
  const icons = drawIcons(colourOf(app.accent))
  const json = (data: object) => new TextEncoder().encode(`${JSON.stringify(data, null, 2)}\n`)
  const files: Zippable = {
    'manifest.json': json(manifest),
    'color.png': new Uint8Array(icons.color),
    'outline.png': new Uint8Array(icons.outline),
    ...Object.fromEntries(Object.entries(languages).map(([name, data]) => [name, json(data)])),
  }
  return zipSync(files, { mtime: MADE })
}

async function readYaml(file: string): Promise<unknown> {
  try {
    return parse(await readFile(file, 'utf8'))
  } catch (cause) {
    throw new Fault('bad-input', `${file} cannot be read as YAML: ${String(cause)}`, { cause })
  }
}

function colourOf(hex: string): Colour {
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16)
  return [part(1), part(3), part(5)]
}
