/** Users, repositories and contributors of an API, into one database. */
package examples.scraper;
