import type { Language } from '@regulars/contracts';
import type { Brand, MailContent, MailPart } from './mail-content.ts';

const ink = '#1c1612';
const soft = '#6b5f55';
const paper = '#faf6ef';
const line = '#e7ddcf';
const sans = "'Instrument Sans', 'Segoe UI', Helvetica, Arial, sans-serif";
const serif = "Fraunces, Georgia, 'Times New Roman', serif";

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text escaped for MJML, in an element or an attribute. */
export const escapeText = (words: string): string =>
  words.replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? sign);

/** The mail in MJML: one column, the club's mark on top, the reason at the bottom. */
export const layOut = (content: MailContent, brand: Brand, language: Language): string => `
<mjml lang="${language}">
  <mj-head>
    <mj-title>${escapeText(content.subject)}</mj-title>
    <mj-preview>${escapeText(content.preview)}</mj-preview>
    <mj-raw><meta name="color-scheme" content="light" /></mj-raw>
    <mj-attributes>
      <mj-all font-family="${sans}" />
      <mj-text font-size="16px" line-height="1.55" color="${ink}" padding="8px 28px" />
    </mj-attributes>
  </mj-head>
  <mj-body background-color="${paper}" width="560px">
    <mj-section padding="28px 0 14px"><mj-column>${mark(brand)}</mj-column></mj-section>
    <mj-section background-color="#ffffff" border="1px solid ${line}" border-radius="14px" padding="24px 0">
      <mj-column>
        <mj-text font-family="${serif}" font-size="28px" line-height="1.2" padding-bottom="10px">${escapeText(content.title)}</mj-text>
        ${content.parts.map((part) => show(part, brand)).join('\n')}
      </mj-column>
    </mj-section>
    <mj-section padding="14px 0 32px">
      <mj-column><mj-text font-size="13px" color="${soft}">${escapeText(content.reason)}</mj-text>${foot(brand, language)}</mj-column>
    </mj-section>
  </mj-body>
</mjml>`;

/** The logo, with its text if pictures are blocked; otherwise a disc in the club's accent and its name. */
const mark = ({ name, accent, logo }: Brand): string =>
  logo
    ? `<mj-image src="${escapeText(logo)}" alt="${escapeText(name)}" width="240px" height="48px" align="left" padding="0 28px" font-size="22px" />`
    : `<mj-text font-family="${serif}" font-size="22px"><span style="display:inline-block;width:24px;height:24px;border-radius:50%;background:${escapeText(accent)};vertical-align:-5px;margin-right:10px"></span>${escapeText(name)}</mj-text>`;

const foot = ({ links }: Brand, language: Language): string =>
  links.length === 0
    ? ''
    : `<mj-text font-size="13px" color="${soft}">${links
        .map(
          ({ label, url }) =>
            `<a href="${escapeText(url)}" target="_blank" style="color:${soft}">${escapeText(label[language])}</a>`,
        )
        .join(' &middot; ')}</mj-text>`;

const show = (part: MailPart, { accent }: Brand): string => {
  switch (part.kind) {
    case 'text':
      return `<mj-text>${escapeText(part.text)}</mj-text>`;
    case 'button':
      return `<mj-button href="${escapeText(part.url)}" background-color="${escapeText(accent)}" color="${inkOn(accent)}" align="left" border-radius="999px" font-size="16px" font-weight="600" inner-padding="14px 26px" padding="14px 28px">${escapeText(part.label)}</mj-button>
        <mj-text font-size="13px" color="${soft}"><a href="${escapeText(part.url)}" target="_blank" style="color:${soft};word-break:break-all">${escapeText(part.url)}</a></mj-text>`;
    case 'links':
      return `<mj-text line-height="2.6">${part.links.map(([label, url]) => showLink(label, url, accent)).join(' ')}</mj-text>`;
    case 'rows':
      return `<mj-table padding="8px 28px" font-size="16px" color="${ink}">${part.rows.map(showRow).join('')}</mj-table>`;
  }
};

const showLink = (label: string, url: string, accent: string): string =>
  `<a href="${escapeText(url)}" target="_blank" style="display:inline-block;min-width:32px;padding:6px 4px;border:1px solid ${line};border-radius:10px;text-align:center;line-height:1.4;font-weight:600;text-decoration:none;color:${ink};border-bottom-color:${escapeText(accent)}">${escapeText(label)}</a>`;

const showRow = ([name, value]: readonly [string, string]): string =>
  `<tr><td style="padding:8px 0;border-bottom:1px solid ${line}">${escapeText(name)}</td><td align="right" style="padding:8px 0;border-bottom:1px solid ${line};font-weight:600">${escapeText(value)}</td></tr>`;

/** White if it is readable on the accent (4.5 : 1), otherwise ink. */
const inkOn = (accent: string): string => {
  const channels = [1, 3, 5].map((at) => Number.parseInt(accent.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((part) =>
    part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 1.05 / (luminance + 0.05) >= 4.5 ? '#ffffff' : ink;
};

/** The same mail as plain text. */
export const asPlainText = (content: MailContent, brand: Brand, language: Language): string => {
  const links = brand.links.map(({ label, url }) => `${label[language]}: ${url}`);
  const foot = ['--', brand.name, content.reason, ...links].join('\n');
  return [content.title, ...content.parts.map(plain), foot].join('\n\n');
};

const plain = (part: MailPart): string => {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'button':
      return `${part.label}:\n${part.url}`;
    case 'links':
      return part.links.map(([label, url]) => `${label}: ${url}`).join('\n');
    case 'rows':
      return part.rows.map(([name, value]) => `${name}: ${value}`).join('\n');
  }
};
