/** Images made smaller on their way from one server to another. */
package examples.images;
