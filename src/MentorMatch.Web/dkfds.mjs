// Copies what the pages use of the design system to wwwroot/dkfds: the style rules whose class names occur in our
// markup, the icons we name, two weights of the Latin font. The whole style sheet is twice as heavy, and its colours
// are literals: here each becomes a variable, so that app.css can set a dark theme.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = dirname(fileURLToPath(import.meta.url));
const source = join(project, 'node_modules/dkfds/dist');
const target = join(project, 'wwwroot/dkfds');
const fonts = [['Regular', '400'], ['SemiBold', '600 700']];
// Brands and scripted parts that a common word of our markup would let in.
const unused = /(borgerdk|virkdk|cookie|datepicker|date-picker)/;
const names = {
  '1a1a1a': 'ink', '454545': 'gray-600', '707070': 'gray-500', '8e8e8e': 'gray-400', bfbfbf: 'gray-300',
  dcdcdc: 'gray-200', f5f5f5: 'gray-100', white: 'white', cc0000: 'error', ffe0e0: 'error-light', '358000': 'success',
  ddf7ce: 'success-light', febb30: 'warning', ffeecc: 'warning-light', '1b86c3': 'info', e2f2fb: 'info-light',
  '004d99': 'link', '800080': 'visited', '000': 'ink', fff: 'white', fec: 'warning-light', c00: 'error',
};

function* filesUnder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(path);
    else if (/\.(razor|cs)$/.test(entry.name)) yield path;
  }
}

const ours = [...filesUnder(join(project, 'Components'))].map(path => readFileSync(path, 'utf8')).join('\n');
const words = new Set(ours.match(/[A-Za-z][\w-]*/g));

function* rulesOf(css) {
  let depth = 0;
  let start = 0;
  for (let at = 0; at < css.length; at++) {
    if (css[at] === '{') depth++;
    else if (css[at] === '}' && --depth === 0) {
      yield css.slice(start, at + 1);
      start = at + 1;
    } else if (css[at] === ';' && depth === 0) start = at + 1;
  }
}

// Classes inside :not() do not decide whether a rule can apply.
const classesOf = selector => (selector.replace(/:not\([^)]*\)/g, '').match(/\.-?[A-Za-z_][\w-]*/g) ?? []).map(name => name.slice(1));
const isUsed = selector => !unused.test(selector) && classesOf(selector).every(name => words.has(name));

function keep(rule) {
  const open = rule.indexOf('{');
  const head = rule.slice(0, open);
  if (/^@(media|supports)/.test(head)) {
    const inner = [...rulesOf(rule.slice(open + 1, -1))].map(keep).join('');
    return inner && `${head}{${inner}}`;
  }
  if (head.startsWith('@font-face')) return '';
  if (head.startsWith('@')) return rule;
  const used = head.split(/,(?![^(]*\))/).filter(isUsed);
  return used.length > 0 ? used.join(',') + rule.slice(open) : '';
}

const withVariables = css => css
  .replace(/#([0-9a-f]{3,6})\b/gi, (literal, hex) => names[hex.toLowerCase()] ? `var(--fds-${names[hex.toLowerCase()]})` : literal)
  .replace(/([:\s])white(?=[;}\s!])/g, '$1var(--fds-white)')
  .replace(/color:purple\b/g, 'color:var(--fds-visited)');

// A font that comes late is for the next page: a page that is being read must not move.
const fontFace = ([name, weight]) =>
  `@font-face{font-family:"IBM Plex Sans";font-weight:${weight};font-display:optional;src:url(${name}.woff2) format("woff2")}`;

let css = [...rulesOf(readFileSync(join(source, 'css/dkfds.min.css'), 'utf8'))].map(keep).join('');
const images = new Set();
css = withVariables(css).replace(/url\(["']?\.\.\/img\/svg-icons\/([\w-]+\.svg)["']?\)/g, (_, file) => {
  images.add(file);
  return `url(${file})`;
});

const sprite = readFileSync(join(source, 'img/all-svg-icons.svg'), 'utf8');
const symbols = (sprite.match(/<symbol[\s\S]*?<\/symbol>/g) ?? [])
  .filter(symbol => words.has(/id="([^"]+)"/.exec(symbol)[1]));

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
writeFileSync(join(target, 'dkfds.css'), fonts.map(fontFace).join('') + css);
writeFileSync(join(target, 'icons.svg'), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`);
for (const file of images) copyFileSync(join(source, 'img/svg-icons', file), join(target, file));
for (const [name] of fonts) {
  copyFileSync(join(source, `fonts/IBMPlexSans/split/woff2/IBMPlexSans-${name}-Latin1.woff2`), join(target, `${name}.woff2`));
}
for (const file of [join(source, 'LICENSE.md'), join(source, 'fonts/IBMPlexSans/split/woff2/license.txt')]) {
  copyFileSync(file, join(target, basename(file)));
}
