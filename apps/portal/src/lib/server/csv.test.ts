import { describe, expect, it } from 'vitest';
import { csvLine } from './csv.ts';

describe('csvLine', () => {
  it('quotes a field that would break the line', () => {
    expect(csvLine(['a,b', 'say "hi"', 'two\nlines', null, 5])).toBe(
      '"a,b","say ""hi""","two\nlines",,5\r\n',
    );
  });
  it.each(['=1+1', '＝1+1', '+a1', '-a2', '@sum', '\tx', '\rx'])('disarms the formula %j', (text) => {
    expect(csvLine([text])).toContain(`'${text}`);
  });
  it('leaves numbers unchanged, negative and telephone numbers too', () => {
    expect(csvLine([-20, '-20', '+43 (0)1', 'a=b'])).toBe('-20,-20,+43 (0)1,a=b\r\n');
  });
});
