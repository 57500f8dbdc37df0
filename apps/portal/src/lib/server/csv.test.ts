import { describe, expect, it } from 'vitest';
import { csvLine } from './csv.ts';

describe('csvLine', () => {
  it('quotes a field that would break the line', () => {
    expect(csvLine(['a,b', 'say "hi"', 'two\nlines', null, 5])).toBe(
      '"a,b","say ""hi""","two\nlines",,5\r\n',
    );
  });
  it.each(['=1+1', '＝1+1', '+43 1', '-2', '@sum', '\tx', '\rx'])('disarms the formula %j', (text) => {
    expect(csvLine([text])).toContain(`'${text}`);
  });
  it('leaves numbers unchanged, negative ones too', () => {
    expect(csvLine([-20, 'a=b'])).toBe('-20,a=b\r\n');
  });
});
