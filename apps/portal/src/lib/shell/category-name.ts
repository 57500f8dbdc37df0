import { page } from '$app/state';
import { inLanguage } from './texts.ts';

/** The categories that the club has named. */
export const namedCategories = (): string[] => Object.keys(page.data.categoryNames ?? {});

/** What the club calls a category of products in the reader's language, else the category itself. */
export const categoryName = (category: string | null): string =>
  category === null ? '' : inLanguage(page.data.categoryNames?.[category]) || category;
