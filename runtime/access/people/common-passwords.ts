/**
 * What is guessed first, in lower case and without the digits and signs that people put around it: the head of the lists that are published after
 * breaches, and what somebody would try here. Short ones stand for all the long ones that are made of them.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `
  password passwort passwordpassword passw0rd pass motdepasse contrasena senha parola wachtwoord haslo
  admin administrator adminadmin root superuser sysadmin manager operator supervisor support service
  welcome willkommen welcomewelcome letmein letmeinletmein changeme changemenow change secret topsecret secretsecret
  qwerty qwertyuiop qwertz qwertzuiop asdf asdfgh asdfghjkl zxcvbnm azerty qazwsx qazwsxedc qwe qweasd qweasdzxc
  iloveyou ilovemyself loveyou iloveyouforever mylove sweetheart darling princess sunshine dragon monkey football baseball basketball
  hockey soccer master superman batman spiderman pokemon starwars trustno trustnoone whatever shadow michael jordan jennifer
  hunter ranger buster harley thomas robert george charlie andrew daniel jessica ashley nicole matthew joshua
  computer internet server database network laptop windows linux apple google facebook microsoft samsung
  hello hellohello helloworld test testtest testing tester guest user username demo default example sample temp temporary
  summer winter spring autumn fall monday tuesday wednesday thursday friday saturday sunday
  january february march april june july august september october november december
  sommer winter fruehling herbst montag dienstag mittwoch donnerstag freitag samstag sonntag
  correcthorsebatterystaple correcthorse thequickbrownfox loremipsum loremipsumdolor opensesame abracadabra
  crossdock crossdockcrossdock crossdockadmin admincrossdock warehouse logistics shipping inventory purchase purchasing orders
  company companyname business office secure security verysecure strongpassword mypassword thisismypassword newpassword oldpassword
  yourpassword mypasswordis password is passwordis nopassword mysecret mysecretpassword adminpassword rootpassword userpassword
  freedom liverpool arsenal chelsea barcelona realmadrid juventus bayern dortmund champion champions
  cheese chocolate cookie banana orange purple yellow silver golden diamond ginger pepper flower butterfly
  mustang corvette ferrari porsche mercedes yamaha
  killer ninja wizard merlin phoenix matrix gandalf hogwarts
  abc abcabc abcdef abcd xyz aaa aaaaaa
  `
    .split(/\s+/)
    .filter((word) => word !== ''),
);
