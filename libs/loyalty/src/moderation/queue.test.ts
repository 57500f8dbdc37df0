import { describe, expect, it } from 'vitest';
import { reportsHide, urgencyOf } from './queue.ts';

describe('the queue of moderation', () => {
  it('has first what reports hid, then what harms someone, then authors who wait', () => {
    const order = [
      urgencyOf({ cause: 'reported', isHidden: true, reasons: ['spam'] }),
      urgencyOf({ cause: 'reported', isHidden: false, reasons: ['other', 'personal-data'] }),
      urgencyOf({ cause: 'first-posts', isHidden: false, reasons: [] }),
      urgencyOf({ cause: 'word-list', isHidden: false, reasons: [] }),
      urgencyOf({ cause: 'reported', isHidden: false, reasons: ['insult'] }),
    ];
    expect(order).toEqual([0, 1, 2, 3, 4]);
  });

  it('hides only by enough trusted reports, and never if the club wants none', () => {
    expect([2, 3].map((trusted) => reportsHide(trusted, { hideAfter: 3 }))).toEqual([false, true]);
    expect(reportsHide(100, { hideAfter: 0 })).toBe(false);
  });
});
