/** Entries of feeds as mails in the folders of an IMAP server, with their images in them. */
package examples.feeds;
