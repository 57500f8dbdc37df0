import type { ImportFormat } from '@regulars/contracts';
import { fileProblem } from './file-problems.ts';

const zip = Buffer.from('PK\u0003\u0004');
const compound = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
/** Where Excel puts a workbook that has a password. */
const encrypted = Buffer.from('EncryptedPackage', 'utf16le');
const firstName = 30;

/** What a file is, by its first bytes. Its name may say anything. Throws `unreadable-file` for what is not read. */
export const formatOf = (start: Buffer): ImportFormat => {
  if (start.subarray(0, 4).equals(compound))
    throw fileProblem(start.includes(encrypted) ? 'file-protected' : 'file-old-excel');
  if (isCards(start)) return 'vcard';
  if (!start.subarray(0, 4).equals(zip)) return 'csv';
  if (start.toString('latin1', firstName, 200).startsWith('mimetypeapplication/vnd.oasis.opendocument'))
    throw fileProblem('file-open-document');
  return 'xlsx';
};

const isCards = (start: Buffer): boolean =>
  /^(?:\u00EF\u00BB\u00BF|\u00FF\u00FE|\u00FE\u00FF)?\s*BEGIN:VCARD/iu.test(
    start.toString('latin1', 0, 400).replaceAll('\0', ''),
  );
