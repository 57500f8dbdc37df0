import type { Page } from 'playwright-core';
import type { Look, TestClub } from './portal.ts';

const tablet: Look = { width: 1180, height: 820, language: 'en' };

/** A till in the browser, as a cashier uses it, in English. */
export class TillPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the till and chooses its location. */
  static async open(
    club: TestClub,
    { cookie, location }: { cookie: string; location: string },
    look: Look = {},
  ): Promise<TillPage> {
    return TillPage.at(await club.page(cookie, { ...tablet, ...look }), location);
  }

  static async at(page: Page, location: string): Promise<TillPage> {
    page.setDefaultTimeout(10_000);
    await page.goto('/till');
    await page.locator(`input[name=location][value="${location}"]`).check();
    await page.getByRole('button', { name: 'Open the till' }).click();
    const till = new TillPage(page);
    await till.ready();
    return till;
  }

  /** The scanner is open and the page is hydrated. */
  async ready(): Promise<void> {
    await this.page.getByRole('heading', { name: 'Scan the card or type its number' }).waitFor();
    await this.page.getByText('Online', { exact: true }).waitFor();
  }

  get verdict() {
    return this.page.getByRole('main').getByRole('heading', { level: 1 });
  }

  get total() {
    return this.page.getByTestId('total');
  }

  get preview() {
    return this.page.getByRole('main').getByText(/^\+ \d+ points?$/);
  }

  async type(code: string): Promise<void> {
    const field = this.page
      .getByRole('main')
      .getByLabel('Card or customer number, voucher, phone or e-mail')
      .first();
    await field.fill(code);
    await field.press('Enter');
  }

  /** A scanner in keyboard mode: all keys at once, then Enter, whatever element has the focus. */
  async wedge(code: string): Promise<void> {
    await this.page.keyboard.type(code);
    await this.page.keyboard.press('Enter');
  }

  /** Types an amount on the keypad, for example `12.50` or `12`: the keys are 1, 2, 5, 0. */
  async tap(amount: string): Promise<void> {
    const [whole = '', cents = '00'] = amount.split('.');
    const keypad = this.page.getByRole('group', { name: 'Keypad' });
    const keys = cents === '00' ? [...whole, '00'] : [...whole, ...cents];
    for (const key of keys) await keypad.getByRole('button', { name: key, exact: true }).click();
  }

  async post(): Promise<void> {
    await this.button('Post').click();
  }

  button(name: string) {
    return this.page.getByRole('main').getByRole('button', { name, exact: true });
  }

  async next(): Promise<void> {
    await this.button('Next customer').click();
  }
}
