// Cuts the font to the letters that the pages are written in, so that a page with Sami names weighs no more than another.
// usage: node fonts.mjs <folder to write into>
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import subsetFont from 'subset-font';

const letters = (...ranges) =>
  ranges.flatMap(([first, last = first]) => Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i))).join('');

// The second is what site.css names as unicode-range of the extension: Latin Extended-A, Skolt Sami, Romanian. All else is the reader's own font.
const cuts = {
  latin: letters([0x20, 0x7e], [0xa0, 0xff], [0x2002, 0x200a], [0x2010, 0x2015], [0x2018, 0x201e], [0x2020, 0x2022], [0x2026], [0x202f],
    [0x2030], [0x2032, 0x2033], [0x2039, 0x203a], [0x20ac], [0x2190, 0x2193], [0x2212], [0x2248], [0x2264, 0x2265]),
  'latin-ext': letters([0x100, 0x17f], [0x1b7], [0x1e4, 0x1ef], [0x218, 0x21b], [0x292]),
};

const folder = process.argv[2];
await mkdir(folder, { recursive: true });
for (const weight of [400, 600]) {
  for (const [name, kept] of Object.entries(cuts)) {
    const file = `inter-${name}-${weight}-normal.woff2`;
    const whole = await readFile(join(import.meta.dirname, 'node_modules/@fontsource/inter/files', file));
    await writeFile(join(folder, file), await subsetFont(whole, kept, { targetFormat: 'woff2' }));
  }
}
