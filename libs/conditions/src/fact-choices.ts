/** The values of facts that this software defines, in all languages. */

export const kinds = {
  goods: { de: 'Ware', en: 'Goods', cs: 'Zboží' },
  service: { de: 'Dienstleistung', en: 'Service', cs: 'Služba' },
  'gift-card': { de: 'Geschenkgutschein', en: 'Gift card', cs: 'Dárkový poukaz' },
  deposit: { de: 'Pfand', en: 'Deposit', cs: 'Záloha' },
  shipping: { de: 'Versand', en: 'Shipping', cs: 'Doprava' },
} as const;

export const payments = {
  cash: { de: 'Bargeld', en: 'cash', cs: 'hotovost' },
  card: { de: 'Karte', en: 'card', cs: 'karta' },
  points: { de: 'Punkte', en: 'points', cs: 'body' },
  'gift-card': { de: 'Geschenkgutschein', en: 'gift card', cs: 'dárkový poukaz' },
  voucher: { de: 'Gutschein', en: 'voucher', cs: 'poukaz' },
} as const;

export const channels = {
  till: { de: 'Kasse', en: 'till', cs: 'pokladna' },
  'web-shop': { de: 'Onlineshop', en: 'web shop', cs: 'e-shop' },
  app: { de: 'App', en: 'app', cs: 'aplikace' },
  phone: { de: 'Telefon', en: 'phone', cs: 'telefon' },
  import: { de: 'Import', en: 'import', cs: 'import' },
} as const;

export const weekdays = {
  monday: { de: 'Montag', en: 'Monday', cs: 'pondělí' },
  tuesday: { de: 'Dienstag', en: 'Tuesday', cs: 'úterý' },
  wednesday: { de: 'Mittwoch', en: 'Wednesday', cs: 'středa' },
  thursday: { de: 'Donnerstag', en: 'Thursday', cs: 'čtvrtek' },
  friday: { de: 'Freitag', en: 'Friday', cs: 'pátek' },
  saturday: { de: 'Samstag', en: 'Saturday', cs: 'sobota' },
  sunday: { de: 'Sonntag', en: 'Sunday', cs: 'neděle' },
} as const;

export const memberLanguages = {
  de: { de: 'Deutsch', en: 'German', cs: 'němčina' },
  en: { de: 'Englisch', en: 'English', cs: 'angličtina' },
  cs: { de: 'Tschechisch', en: 'Czech', cs: 'čeština' },
} as const;

export const memberKinds = {
  customer: { de: 'Kundschaft', en: 'customer', cs: 'zákazník' },
  staff: { de: 'Team', en: 'staff', cs: 'zaměstnanec' },
  test: { de: 'Testkarte', en: 'test card', cs: 'testovací karta' },
  reseller: { de: 'Wiederverkauf', en: 'reseller', cs: 'přeprodejce' },
} as const;

export const valueClasses = {
  A: { de: 'A', en: 'A', cs: 'A' },
  B: { de: 'B', en: 'B', cs: 'B' },
  C: { de: 'C', en: 'C', cs: 'C' },
} as const;

export const purposes = {
  terms: { de: 'Teilnahmebedingungen', en: 'terms', cs: 'podmínky' },
  newsletter: { de: 'Newsletter', en: 'newsletter', cs: 'newsletter' },
  surveys: { de: 'Umfragen', en: 'surveys', cs: 'průzkumy' },
  personalisation: { de: 'Personalisierung', en: 'personalisation', cs: 'personalizace' },
  tracking: { de: 'Messung von Aufrufen', en: 'measuring of views', cs: 'měření zobrazení' },
  'marketing-push': { de: 'Werbung per Push', en: 'advertising by push', cs: 'reklama přes push' },
  'marketing-sms': { de: 'Werbung per SMS', en: 'advertising by text message', cs: 'reklama přes SMS' },
  'marketing-post': { de: 'Werbung per Post', en: 'advertising by post', cs: 'reklama poštou' },
  'marketing-telephone': {
    de: 'Werbung per Telefon',
    en: 'advertising by telephone',
    cs: 'reklama telefonem',
  },
  'marketing-portal': { de: 'Werbung im Portal', en: 'advertising in the portal', cs: 'reklama na portálu' },
} as const;
