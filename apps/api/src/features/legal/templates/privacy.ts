import { orMark, type Template } from './facts.ts';

const authority = {
  de: {
    de: '[… Datenschutzbehörde deines Bundeslandes]',
    en: '[… data protection authority of your federal state]',
    cs: '[… úřad pro ochranu údajů vaší spolkové země]',
  },
  at: {
    de: 'der Österreichischen Datenschutzbehörde, Barichgasse 40–42, 1030 Wien',
    en: 'the Austrian data protection authority (Datenschutzbehörde), Barichgasse 40–42, 1030 Vienna',
    cs: 'rakouského úřadu Datenschutzbehörde, Barichgasse 40–42, 1030 Vídeň',
  },
  cz: {
    de: 'dem tschechischen Amt für den Schutz personenbezogener Daten, Pplk. Sochora 27, 170 00 Prag 7',
    en: 'the Czech Office for Personal Data Protection, Pplk. Sochora 27, 170 00 Prague 7',
    cs: 'Úřadu pro ochranu osobních údajů, Pplk. Sochora 27, 170 00 Praha 7',
  },
};

export const privacy: Template = {
  de: (facts) => `## Wer verantwortlich ist

Verantwortlich für deine Daten ist ${orMark(facts.operator, 'Name der Firma oder Person')}, ${orMark(facts.address, 'Anschrift')}, ${orMark(facts.email, 'E-Mail-Adresse')}.

Datenschutzbeauftragte Person: [… Name und Kontakt, oder „nicht bestellt“].

## Welche Daten wir verarbeiten

- Deine Angaben: Name, E-Mail-Adresse, Sprache, und was du freiwillig ergänzt (Telefon, Geburtstag).
- Deine Mitgliedschaft: Karte, Einkäufe mit Datum, Ort und Artikeln, Punkte, Prämien und Gutscheine.
- Deine Einwilligungen und welche Fassung der Bedingungen du angenommen hast, mit Zeitpunkt.
- Technisches: Anmeldungen mit Gerät und Zeitpunkt, zum Schutz deines Kontos.

## Wofür und auf welcher Grundlage

- Um deine Mitgliedschaft zu führen und Punkte gutzuschreiben (Vertrag, Art. 6 Abs. 1 lit. b DSGVO).
- Um Missbrauch zu verhindern und den Betrieb zu sichern (berechtigtes Interesse, lit. f).
- Für unsere Buchhaltung (rechtliche Pflicht, lit. c).
- Für Werbung nur, wenn du zugestimmt hast (Einwilligung, lit. a). Du kannst jede Einwilligung jederzeit widerrufen, in deinem Profil oder bei uns.

## Wer Daten bekommt

Unsere Mitarbeiterinnen und Mitarbeiter, soweit sie sie brauchen, und Dienstleister, die für uns arbeiten: [… Hosting, E-Mail-Versand, mit Namen und Land]. Wir verkaufen keine Daten.

## Wie lange

Solange du Mitglied bist. ${facts.profileDays} Tage nach dem Ende löschen wir dein Profil. Was das Gesetz für Buchhaltung und Nachweise verlangt, bewahren wir verschlüsselt auf, bis die Frist endet.

## Deine Rechte

Du hast das Recht auf Auskunft, Berichtigung, Löschung, Einschränkung, Datenübertragbarkeit und Widerspruch. Eine Kopie deiner Daten kannst du in deinem Profil herunterladen. Beschweren kannst du dich bei ${authority[facts.country].de}.

## Cookies

Wir setzen nur Cookies, ohne die diese Seiten nicht funktionieren: für deine Anmeldung, deine Sprache und die Darstellung.
`,
  en: (facts) => `## Who is responsible

Responsible for your data is ${orMark(facts.operator, 'name of the company or person')}, ${orMark(facts.address, 'address')}, ${orMark(facts.email, 'e-mail address')}.

Data protection officer: [… name and contact, or "not appointed"].

## What data we process

- Your details: name, e-mail address, language, and what you add by choice (phone, birthday).
- Your membership: card, purchases with date, place and items, points, rewards and vouchers.
- Your consents, and which version of the terms you accepted, with the time.
- Technical data: sign-ins with device and time, to protect your account.

## What for, and on what basis

- To keep your membership and credit points (contract, Art. 6(1)(b) GDPR).
- To prevent abuse and keep the service running (legitimate interest, (f)).
- For our bookkeeping (legal obligation, (c)).
- For advertising only if you agreed (consent, (a)). You can withdraw any consent at any time, in your profile or by telling us.

## Who gets data

Our staff, as far as they need it, and service providers who work for us: [… hosting, sending of e-mails, with names and countries]. We do not sell data.

## How long

As long as you are a member. ${facts.profileDays} days after the end we erase your profile. What the law requires for bookkeeping and as proof we keep encrypted until the period ends.

## Your rights

You have the right to access, rectification, erasure, restriction, data portability and objection. You can download a copy of your data in your profile. You can complain to ${authority[facts.country].en}.

## Cookies

We only set cookies that these pages do not work without: for your sign-in, your language and the appearance.
`,
  cs: (facts) => `## Kdo za údaje odpovídá

Správcem vašich údajů je ${orMark(facts.operator, 'název firmy nebo jméno')}, ${orMark(facts.address, 'adresa')}, ${orMark(facts.email, 'e-mailová adresa')}.

Pověřenec pro ochranu osobních údajů: [… jméno a kontakt, nebo „není jmenován“].

## Jaké údaje zpracováváme

- Vaše údaje: jméno, e-mailovou adresu, jazyk a to, co doplníte dobrovolně (telefon, datum narození).
- Vaše členství: kartu, nákupy s datem, místem a zbožím, body, odměny a poukazy.
- Vaše souhlasy a to, kterou verzi podmínek jste přijali a kdy.
- Technické údaje: přihlášení se zařízením a časem, abychom chránili váš účet.

## K čemu a na jakém základě

- Abychom vedli vaše členství a připisovali body (smlouva, čl. 6 odst. 1 písm. b) GDPR).
- Abychom zabránili zneužití a zajistili provoz (oprávněný zájem, písm. f)).
- Pro naše účetnictví (právní povinnost, písm. c)).
- Pro reklamu jen tehdy, pokud jste souhlasili (souhlas, písm. a)). Každý souhlas můžete kdykoli odvolat, ve svém profilu nebo u nás.

## Kdo údaje dostane

Naši zaměstnanci, pokud je potřebují, a poskytovatelé služeb, kteří pro nás pracují: [… hosting, rozesílání e-mailů, s názvem a zemí]. Údaje neprodáváme.

## Jak dlouho

Dokud jste členem. ${facts.profileDays} dní po skončení členství váš profil vymažeme. Co zákon vyžaduje pro účetnictví a jako důkaz, uchováváme zašifrované do konce lhůty.

## Vaše práva

Máte právo na přístup, opravu, výmaz, omezení zpracování, přenositelnost a právo vznést námitku. Kopii svých údajů si můžete stáhnout ve svém profilu. Stížnost můžete podat u ${authority[facts.country].cs}.

## Cookies

Ukládáme jen cookies, bez kterých tyto stránky nefungují: pro přihlášení, jazyk a vzhled.
`,
};
