/** What the programs that fetch have in common. */
package examples.web;
