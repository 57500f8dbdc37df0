/** Column names by field, in lower case without spaces, punctuation and accents; the likeliest first. */
type Spellings = Readonly<Record<string, readonly string[]>>;

const words = (text: string): string[] => text.trim().split(/\s+/);

const ofPeople: Spellings = {
  externalId: words(`
    externalid householdid customerid customer memberid kundennummer kundennr zakaznik
    cislozakaznika customerno customernumber customercode kdnr kundennummern mitgliedsnummer
    mitgliednr membernumber memberno kunde cisloclena clenskecislo id kundenid kundencode
    kundenkontonummer kdnummer kundennummerneu debitor debitornr debitorennummer mitgliedsnr
    mitgliedid clientid clientnumber accountnumber customerkey customernr custno loyaltyid
    idzakaznika kodzakaznika zakaznickecislo cisloklienta klient idklienta idclena`),
  card: words(`
    card cardnumber karte kartennummer karta cislokarty cardno loyaltycard loyaltycardnumber
    kundenkarte kartennr clenskakarta barcode cardid cardcode cardnr kartenid kundenkartennummer
    kundenkartennr bonuskarte treuekarte vorteilskarte loyaltynumber membershipcard kodkarty
    zakaznickakarta vernostnikarta cislovernostnikarty`),
  email: words(`
    email mail emailaddress emailadresse email1 email1value emailprivat emailprivate eposta
    mailadresse emails emailaddress1 primaryemail contactemail customeremail emailgeschaeftlich
    emailgeschaftlich emailwork emailadr mailadr emailovaadresa mejl elektronickaadresa`),
  phone: words(`
    phone phonenumber mobile telefon telefonnummer handy mobil tel phone1value mobilephone
    mobilnummer mobiltelefon mobilnitelefon handynummer telefonnr telefon1 phone1 phoneno phones
    mobilenumber cell cellphone telephone telephonenumber phonemobile mobilephonenumber primaryphone
    customerphone phonehome festnetz telefonmobil telefonprivat telefonnummermobil telnr mobilnr
    telprivat telmobil tel1 handynr mobiltel
    rufnummer telefonnicislo telefonnimobil cislotelefonu mobilni mobilnicislo telcislo`),
  firstName: words(`
    firstname givenname vorname jmeno vornamen first krestnijmeno forename firstnames fname
    christianname rufname vname krestni kresni jmena customerfirstname`),
  fullName: words(`
    name fullname customername contactname displayname clientname membername kundenname vollername
    vollstaendigername vornamenachname vorundnachname namevorname nachnamevorname ansprechpartner
    jmenoaprijmeni prijmeniajmeno celejmeno jmenoprijmeni jmenozakaznika nazevzakaznika`),
  lastName: words(`
    lastname surname familyname nachname familienname prijmeni nachnamefirma last zuname lname
    secondname surnames nname familynames customerlastname prijmenifirma`),
  language: words(`
    language lang sprache jazyk locale korrespondenzsprache languagecode sprachcode kodjazyka
    preferredlanguage bevorzugtesprache`),
  birthday: words(`
    birthday birthdate dateofbirth geburtsdatum geburtstag datumnarozeni narozeni dob gebdatum
    geboren geborenam birth dayofbirth bday geburt gebdat gebtag geburtsdat datumnar datnar
    narozeniny gebam geburtsdatumkunde rokdenmesic`),
  joinedAt: words(`
    joinedat joined membersince createdat mitgliedseit clenod erstelltam created createdon
    angelegtam registriertam registrovan vytvoreno datumregistrace memberfrom createdtime registered
    registeredat registrationdate dateadded datecreated signupdate signedupat registrierung
    registrierungsdatum erstellt erstelldatum anlagedatum beitritt beitrittsdatum eintrittsdatum
    kundeseit clenemod datumvytvoreni datumvstupu zalozeno zakaznikod`),
  joinedLocation: words('joinedlocation joinedstore'),
  newsletter: words(`
    newsletter optin souhlas emailmarketing acceptsemailmarketing acceptsmarketing newsletterabo
    odbernovinek newsletteroptin newsletterconsent marketingconsent emailoptin subscribed
    subscription werbung werbeeinwilligung einwilligung einwilligungnewsletter marketing
    souhlassnewsletterem souhlasmarketing souhlassmarketingem odbernewsletteru newsletterangemeldet
    mailing newsletterjn newsletterjanein newsletteranone`),
};

const ofContacts: Spellings = {
  secondPhone: words(`
    secondphone phone2 telefon2 mobil2 mobile2 phone2value otherphone alternativephone workphone
    phonework businessphone businessphone1 telefongeschaeftlich telefongeschaftlich
    telefondienstlich zweitestelefon telefonprivat2 druhytelefon telefondoprace telefonprace
    zweitnummer`),
  street: words(`
    street streetaddress address address1 addressline1 streetaddress1 strasse strae adresse anschrift
    strasseundhausnummer straeundhausnummer strassehausnummer straehausnummer strassenr straenr
    strassehausnr straehausnr ulice uliceacislo ulicecislo adresa ulicecp billingaddress1
    homestreet rechnungsadresse adresazakaznika`),
  postcode: words(`
    postcode postalcode zip zipcode plz postleitzahl psc zippostalcode postalzipcode billingpostcode
    homepostalcode plzort postnummer smerovacicislo`),
  city: words(`
    city town ort stadt wohnort mesto obec billingcity homecity gemeinde`),
  region: words(`
    region state province bundesland kanton kraj county provincecode stateprovince homestate
    billingstate`),
  country: words(`
    country countrycode land staat zeme stat countryregion landercode laendercode kodzeme
    billingcountry homecountryregion`),
  company: words(`
    company companyname organization organisation organizationname organization1name firma
    firmenname unternehmen spolecnost nazevfirmy firmenbezeichnung org`),
  note: words(`
    note notes notiz notizen bemerkung bemerkungen anmerkung anmerkungen kommentar comment comments
    memo remark remarks poznamka poznamky`),
  tags: words(`
    tags tag labels stitek stitky schlagwort schlagworte schlagworter schlagwoerter kategorien
    categories kundengruppe kundengruppen customergroup customergroups skupina skupiny
    skupinazakazniku`),
};

/** Beside a street. */
const houseNumbers = words(`
  hausnummer hausnr hnr housenumber houseno cislopopisne cislodomu cp address2 addressline2
  streetaddress2 adresszusatz adresszeile2`);

export const isHouseNumber = (name: string): boolean => houseNumbers.includes(bare(name));

const ofConsents: Spellings = {
  consentAt: words(`
    consentat consentdate consenttimestamp optindate optintime optintimestamp einwilligungam
    einwilligungsdatum datumsouhlasu souhlasdne confirmtime subscribedat emailoptindate`),
  consentSource: words(`
    consentsource optinsource optinip einwilligungsquelle einwilligungquelle zdrojsouhlasu
    signupsource subscribesource quelle`),
  consentText: words(`
    consenttext consentwording einwilligungstext einwilligungswortlaut textsouhlasu znenisouhlasu`),
};

const ofPoints: Spellings = {
  points: words(`
    points punkte punktestand body bodu balance stand punktesaldo saldo pointsbalance pointbalance
    bonuspunkte treuepunkte stavbodu zustatek pocetbodu currentpoints availablepoints loyaltypoints
    verfugbarepunkte guthabenpunkte punkteguthaben`),
  pointsExpire: words(`
    pointsexpire pointsexpireat pointsexpiry expiry expiresat expirydate expirationdate gultigbis
    ablaufdatum verfall verfallsdatum punktegultigbis platnostdo expirace platnostbodu validuntil`),
  statusPoints: words(`
    statuspoints statuspunkte statuscredit statusguthaben statusovebody tierpoints tiercredit
    stufenpunkte`),
  tier: words(`
    tier level stufe statusstufe kundenstatus uroven membershiplevel loyaltytier
    loyaltylevel viptier viplevel kundenstufe mitgliedsstufe vernostniuroven`),
  reason: words('reason grund buchungstext duvod text comment bemerkung poznamka'),
};

const ofArticles: Spellings = {
  sku: words(`
    sku productid articlenumber article ean gtin artikelnummer artikel kod cislozbozi lineitemsku
    stockcode artikelnr articleno plu itemcode item itemid itemnumber itemno productcode productsku
    articlecode artnr artikelid artikelcode kodzbozi kodproduktu idproduktu cisloartiklu
    cisloproduktu zbozi variantsku`),
  name: words(`
    name productname description producttype bezeichnung nazev popis lineitemname artikelbezeichnung
    produkt product itemname producttitle title articlename itemdescription warenbezeichnung
    artikelname artikeltext produktname nazevzbozi nazevproduktu nazevpolozky polozka`),
  nameDe: words('namede namedeutsch namegerman bezeichnungde productnamede nazevde nazevnemecky'),
  nameEn: words('nameen nameenglisch nameenglish bezeichnungen productnameen nazeven nazevanglicky'),
  nameCs: words('namecs nametschechisch nameczech bezeichnungcs productnamecs nazevcs nazevcesky'),
  category: words('category productcategory department kategorie warengruppe'),
  brand: words('brand marke znacka'),
  kind: words('kind'),
  price: words('price preis cena'),
  barcodes: words('barcode barcodes ean eans gtin upc strichcode eankod carovykod'),
  priceBound: words('pricebound fixedprice preisgebunden preisbindung buchpreisbindung pevnacena'),
  taxRate: words(`
    taxrate vat vatrate mwst ust steuersatz dph mwstsatz ustsatz steuer sazbadph tax taxpercent
    vatpercent mwstprozent ustprozent sazba dphprocent`),
};

const ofSales: Spellings = {
  receipt: words(`
    receipt receiptnumber basketid transactionid orderid ordernumber bon bonnummer beleg belegnummer
    uctenka cislouctenky receiptno invoice invoicenumber invoiceno order orderno bonnr belegnr
    rechnungsnummer cislodokladu doklad cisloobjednavky receiptid bonid belegid transaktion
    transaktionsnummer transaktionsid vorgang vorgangsnummer bestellnummer bestellung auftragsnummer
    invoiceid rechnung rechnungnr rechnr bonno idobjednavky objednavka idtransakce cislofaktury
    faktura paragon cisloparagonu cislobonu saleid salenumber`),
  location: words(`
    location store storeid shop filiale standort pobocka prodejna outlet locationcode storename
    branch provozovna storenumber storecode shopname branchname branchcode filialname filialnummer
    filialnr laden geschaeft geschaft marktname kassenstandort stredisko obchod kodprodejny
    kodpobocky misto`),
  purchasedAt: words(`
    purchasedat transactiontimestamp timestamp date datetime datum zeitpunkt cas paidat createdat
    orderdate invoicedate buchungsdatum datumzeit datumuhrzeit verkaufsdatum belegdatum datumprodeje
    transactiondate transactiontime saledate soldat purchasedate processedat completedat zeitstempel
    bondatum kaufdatum rechnungsdatum bestelldatum zeit uhrzeit datumuctenky datumtransakce
    datumobjednavky datumnakupu datumdokladu vystaveno created createdon ordercreated`),
  quantity: words(`
    quantity qty menge anzahl mnozstvi pocet lineitemquantity stk stuck stueck pocetkusu units
    qtysold quantitysold pieces count stueckzahl stuckzahl mengestk ks kusy kusu mnozstviks`),
  amount: words(`
    amount salesvalue total linetotal betrag summe umsatz castka celkem betragbrutto gesamt
    gesamtbetrag bruttobetrag lineamount cenacelkem linetotalinclvat totalprice grossamount
    netamount linesum saleamount gesamtpreis positionssumme bruttopreis endbetrag zeilensumme
    zeilenbetrag brutto castkasdph cenasdph trzba suma cenacelkemsdph celkemsdph celkovacena`),
  unitPrice: words(`
    unitprice einzelpreis stueckpreis jednotkovacena lineitemprice stuckpreis preisprostuck
    cenazakus itemprice priceeach preisje epreis vkpreis verkaufspreis cenazajednotku cenaks
    cenazajednotkusdph jednotka ep stkpreis jednotkcena`),
  discount: words(`
    discount retaildisc coupondisc couponmatchdisc rabatt sleva discountamount nachlass rabattbetrag
    slevakc`),
  currency: words('currency currencycode waehrung wahrung mena'),
  till: words(`
    till register kasse pokladna posid terminal registerid kassennummer kassennr kassaid kassa`),
  returnedQuantity: words(
    'returnedquantity quantityreturned refundedquantity zuruckgegebenemenge retourmenge vracenemnozstvi',
  ),
  returnOf: words(`
    returnof originalreceipt originalorder originalinvoice refundof creditnotefor urbeleg originalbeleg
    bezugsbeleg ursprungsbeleg stornozu gutschriftzu puvodnidoklad puvodniuctenka vratkak dobropisk`),
  status: words(`
    financialstatus status orderstatus paymentstatus bestellstatus zahlungsstatus auftragsstatus stav
    stavobjednavky stavplatby belegart typdokladu`),
};

export const spellings: Spellings = {
  ...ofPeople,
  ...ofContacts,
  ...ofConsents,
  ...ofPoints,
  ...ofArticles,
  ...ofSales,
};

/** The form of a column name that is compared. */
export const bare = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');

const known = new Set(Object.values(spellings).flat());

/** Whether any kind of file has a column of this name. */
export const isKnownColumn = (name: string): boolean => known.has(bare(name));
