/** Expressions that use every operator and function, one a line, by the example that they are about. */
const lines = (text: string): string[] => text.trim().split("\n");

export const EXPRESSIONS: Readonly<Record<string, readonly string[]>> = {
  "Patient-example.json": lines(
    String.raw`
name.given
name.given.count()
name[0].given[1]
name.where(use = 'official').family
name.select(given | family)
name.select(use & ' ' & family)
birthDate
birthDate.extension('http://hl7.org/fhir/StructureDefinition/patient-birthTime').value
birthDate.extension.url
birthDate.hasValue()
birthDate.getValue()
name.hasValue()
name.given.hasValue()
birthDate.exists() and active
active.not()
active = true
active and name
name.family = 'Chalmers'
name.given = name.given
name.given = 'Peter'
name.given.first() = 'Peter'
name.given.last()
name.given.tail()
name.given.skip(1)
name.given.take(2)
name.given.skip(10)
name.given.take(0)
name.given.distinct()
name.given.isDistinct()
name.given.distinct().count()
name.given.intersect('Peter' | 'James')
name.given.exclude('Peter')
name.given.union('Peter')
name.given | name.family
name.given.combine('Peter')
('Peter').subsetOf(name.given)
name.given.supersetOf('Peter')
'Peter' in name.given
name.given contains 'Peter'
name.given contains 'X'
{} in name.given
name.given contains {}
name.all(given.exists())
name.all(family.exists())
name.exists(use = 'usual')
name.empty()
name.single()
gender.single()
name.given.where($index > 0)
name.select($index)
name.select($this.given.first())
telecom.where(rank > 1).value
telecom.aggregate($this.rank + $total, 0)
(1 | 2 | 3).aggregate($this + $total, 0)
(1 | 2 | 3).aggregate(iif($total.empty(), $this, iif($this < $total, $this, $total)))
'abc'.startsWith('a')
'abc'.endsWith('bc')
'abc'.contains('b')
'abc'.indexOf('c')
'abc'.indexOf('x')
'abc'.upper()
'ABC'.lower()
'abc'.length()
'abc'.substring(1)
'abc'.substring(1, 1)
'abc'.substring(5)
'abc'.substring(-1)
'abc'.replace('b', 'x')
'abc'.replace('', '-')
'abc'.matches('^a')
'abc'.matches('b')
'abc'.matchesFull('b')
'abc'.matchesFull('a.c')
'abc'.replaceMatches('[ab]', 'x')
'abc'.replaceMatches('(a)(b)', '$2$1')
'abc'.toChars()
' abc '.trim()
'a,b,c'.split(',')
('a' | 'b').join('-')
('a' | 'b').join()
'a' + 'b'
'a' & {}
{} & {}
'a' + {}
1 + 2
1 - 2
2 * 3
7 / 2
7 div 2
-7 div 2
7 mod 2
7.5 mod 2
1 / 0
1 div 0
0.1 + 0.2 = 0.3
1.10 = 1.1
1 = 1.0
1 ~ 1.04
1.0 ~ 1.04
'A' ~ 'a'
'a  b' ~ 'A  b'
'A' !~ 'b'
(1 | 2) = (2 | 1)
1 != 2
1 != {}
1 < 2
1 < 1
1 <= 1
'a' < 'b'
'a' < 'B'
1 > {}
1.5 > 1
@2012-01 < @2012-02
@2012 < @2012-02
@2012 = @2012-02
@2012 != @2012-02
@2012-01-01 = @2012-01-01
@2012-01-01 ~ @2012-01
@2012-01-01T10:00:00Z = @2012-01-01T12:00:00+02:00
@2012-01-01T10:00:00Z < @2012-01-01T12:00:01+02:00
@2012-01-01T10:00:00-05:00 <= @2012-01-01T10:00:01-05:00
@2012-01-01T10:00:00.5-05:00 > @2012-01-01T10:00:00.4-05:00
@2012-01-01T10:00:00-05:00 < @2012-01-01T10:00:00-04:00
@2012-01-01T10:00Z = @2012-01-01T10:00:00Z
@T10:00 < @T11:00
@T10:00 = @T10:00:00
@T10:00:00 = @T10:00:00.000
@2012-01-01T10:00:00 = @2012-01-01T10:00:00.0
birthDate < @2000-01-01
birthDate < @2000
birthDate > @1974-12-25
birthDate >= @1974-12-25
birthDate <= @1974-12-25T10:00:00Z
birthDate = @1974-12-25
birthDate = '1974-12-25'
birthDate is date
birthDate is dateTime
birthDate is FHIR.date
birthDate is System.Date
gender is string
gender is code
gender is String
birthDate is Date
active is Boolean
name.first() is HumanName
name.first() is Element
$this is Patient
$this is DomainResource
$this is Resource
Patient.name.given
Resource.id
Patient.is(Patient)
1 is Integer
1 is Decimal
1.0 is Decimal
1 is System.Integer
'a' is String
'a' is string
true is Boolean
@2012 is Date
@2012T is DateTime
@T10:00 is Time
1 'mg' is Quantity
1 'mg' = 1 'mg'
1 'mg' < 2 'mg'
1 year = 1 years
2 days > 1 day
1 second = 1 's'
name.ofType(HumanName).given
name.first() as HumanName
name.first() as Period
deceased.exists()
deceased.ofType(boolean)
deceased is boolean
deceased as boolean
deceased as dateTime
iif(active, 'a', 'b')
iif(active.not(), 'a')
iif(active.not(), 'a', 'b')
name.first().iif(given.exists(), given, family)
true and {}
false and {}
{} and false
{} or true
{} or false
true or {}
true xor false
true xor {}
{} xor true
true implies false
true implies {}
false implies {}
{} implies true
{} implies false
(true | false).allTrue()
(true | true).allTrue()
(true | false).anyTrue()
(true | false).allFalse()
(true | false).anyFalse()
{}.allTrue()
{}.anyTrue()
{}.exists()
{}.empty()
{}.count()
{}.not()
{}.first()
{}.isDistinct()
'1'.toInteger()
'1.5'.toInteger()
'a'.toInteger()
true.toInteger()
1.5.toInteger()
'1.5'.toDecimal()
1.toDecimal()
1.toString()
1.5.toString()
true.toString()
@2012-01-01.toString()
1 'mg'.toString()
'true'.toBoolean()
'y'.toBoolean()
'x'.toBoolean()
1.toBoolean()
2.toBoolean()
'2012-01-01'.toDate()
'2012-01-01T10:00:00Z'.toDateTime()
'2012-01-01'.toDateTime()
'10:00'.toTime()
'x'.toDate()
@2012-01-01T10:00:00Z.toDate()
'1 \'mg\''.toQuantity()
'1'.convertsToInteger()
'a'.convertsToInteger()
'a'.convertsToString()
1.convertsToBoolean()
'2012'.convertsToDate()
'1'.convertsToDecimal()
(-1).abs()
(-1.5).abs()
1.5.ceiling()
1.5.floor()
(-1.5).truncate()
1.555.round(2)
1.5.round()
2.power(3)
4.sqrt()
(-4).sqrt()
1.exp()
1.ln()
8.log(2)
-1
+1
-(1 + 2)
-1.5.abs()
children().count()
name.children().count()
descendants().count()
descendants().where($this is Period).count()
descendants().given
repeat(contact).count()
%resource.id
%context.id
%rootResource.id
%ucum
name.trace('x').given
name.trace('x', given).family
contact.relationship.coding.where(system = 'http://terminology.hl7.org/CodeSystem/v2-0131' and code = 'N').exists()
managingOrganization.reference
managingOrganization.select(reference)
managingOrganization.where(reference.exists()).display
birthDate.extension(birthDate.extension.url).value
birthDate.extension('x')
(1).round()
@2012-01-01.toDateTime()
@T10:00.toTime()
'2012-01-01T10:00:00Z'.toDate()
true.toDecimal()
false.toQuantity()
link.empty()
multipleBirth.exists()
multipleBirth is integer
contact.name.family.extension.value
contact.name.family.hasValue()
contact.name.extension.empty()
´name´.´given´
name // comment
name /* comment */ .given
1 + 2 * 3
(1 + 2) * 3
1 + 2 & 'a'
true or false and false
true implies false or true
1 | 2 | 1
1 = 1 = true
1 < 2 = true
'a' in 'a' | 'b'
name.given.first().length() > 3
name.given.length()
name.family + 'x'
name.lower()
(1 | 2) + 1
(1 | 2) and true
1 and true
'a' < 1
1 + 'a'
'a'.abs()
name.given[5]
name[0].period.start
name[2].period.end < @2003
name.period.end is dateTime
'\u0041'
'it\'s'
name.given.indexOf('x')`.replaceAll("´", "`"),
  ),
  "Observation-example.json": lines(`
value
value.exists()
value is Quantity
value.ofType(Quantity).value
value.as(Quantity).value
(value as Quantity).value > 100
(value as string)
value.value
value.unit
value > 100 '[lb_av]'
value = 185 '[lb_av]'
value.ofType(string).empty()
value.ofType(CodeableConcept).coding
effective
effective is dateTime
effective >= @2016
effective.ofType(dateTime) > @2016-03-27
effective as dateTime
code.coding.code
code.coding.exists(code = '29463-7')
category.coding.code contains 'vital-signs'
subject.reference.startsWith('Patient/')
status in ('final' | 'amended')
component.value.exists()
Observation.value
Patient.name
component.all(value.exists() xor dataAbsentReason.exists())`),
  "Questionnaire-3141.json": lines(`
repeat(item).linkId.count()
item.linkId
descendants().linkId.count()
repeat(item).where(type = 'group').count()
item.item.linkId.isDistinct()
repeat(item | answerOption).count()
item.repeat(item).linkId.count()`),
};
