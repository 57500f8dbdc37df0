import { orMark, type Template } from './facts.ts';

export const contact: Template = {
  de: (facts) => `So erreichst du ${facts.club}:

- E-Mail: ${orMark(facts.email, 'E-Mail-Adresse')}
- Telefon: ${orMark(facts.phone, 'Telefonnummer und Zeiten')}
- Post: ${orMark(facts.operator, 'Name der Firma')}, ${orMark(facts.address, 'Anschrift')}

## Karte verloren?

Sag uns Bescheid oder komm vorbei. Wir sperren die alte Karte und geben dir eine neue. Deine Punkte bleiben.

## Eine Buchung stimmt nicht?

Schick uns Datum, Filiale und Nummer des Belegs. Wir antworten innerhalb von [… Frist, zum Beispiel drei Werktagen].
`,
  en: (facts) => `How to reach ${facts.club}:

- E-mail: ${orMark(facts.email, 'e-mail address')}
- Phone: ${orMark(facts.phone, 'phone number and hours')}
- Post: ${orMark(facts.operator, 'name of the company')}, ${orMark(facts.address, 'address')}

## Lost your card?

Tell us or come by. We block the old card and give you a new one. Your points stay.

## Something is booked wrongly?

Send us the date, the shop and the number of the receipt. We answer within [… time, for example three working days].
`,
  cs: (facts) => `Jak se spojit s klubem ${facts.club}:

- E-mail: ${orMark(facts.email, 'e-mailová adresa')}
- Telefon: ${orMark(facts.phone, 'telefonní číslo a hodiny')}
- Pošta: ${orMark(facts.operator, 'název firmy')}, ${orMark(facts.address, 'adresa')}

## Ztratili jste kartu?

Dejte nám vědět nebo se zastavte. Starou kartu zablokujeme a dáme vám novou. Body vám zůstanou.

## Něco je zaúčtováno špatně?

Pošlete nám datum, prodejnu a číslo účtenky. Odpovíme do [… lhůta, například tří pracovních dnů].
`,
};
