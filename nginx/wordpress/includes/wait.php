<?php
/**
 * What bounds an answer. Where PHP has no curl, WordPress bounds each read, not all of
 * them, and who sends a byte a second, or never ends, would hold a page for as long.
 */

namespace Signpost\Plugin;

defined( 'ABSPATH' ) || exit;

/** Asks in the place of WordPress's own transport; what is late or long is status 504. */
class Transport {
	public function request( $url, $headers, $data, $options ) {
		$until  = hrtime( true ) + (int) ( $options['timeout'] * 1e9 );
		$stream = connected( $url, $options );
		if ( false === $stream ) {
			return "HTTP/1.0 504 Unreachable\r\n\r\n";
		}
		$answer = is_encrypted( $stream, $url, $until ) ? answered( $stream, $url, $until, $options ) : '';
		fclose( $stream );
		return '' === $answer ? "HTTP/1.0 504 Late\r\n\r\n" : $answer;
	}
}

function is_https( $url ) {
	return 0 === stripos( $url, 'https:' );
}

function connected( $url, $options ) {
	$to  = wp_parse_url( $url );
	$ssl = array(
		'peer_name'        => trim( $to['host'], '[]' ),
		'verify_peer'      => false !== $options['verify'],
		'verify_peer_name' => false !== $options['verify'],
	);
	if ( is_string( $options['verify'] ) ) {
		$ssl['cafile'] = $options['verify'];
	}
	$port   = $to['port'] ?? ( is_https( $url ) ? 443 : 80 );
	$stream = @stream_socket_client( "tcp://{$to['host']}:$port", $code, $why, $options['timeout'], STREAM_CLIENT_CONNECT, stream_context_create( array( 'ssl' => $ssl ) ) );
	if ( false !== $stream ) {
		stream_set_blocking( $stream, false );
	}
	return $stream;
}

/** Waits until something has come; false when the time is over. */
function is_there( $stream, $until ) {
	$left  = intdiv( $until - hrtime( true ), 1000 );
	$read  = array( $stream );
	$write = null;
	return $left > 0 && 1 === @stream_select( $read, $write, $write, 0, $left );
}

function is_encrypted( $stream, $url, $until ) {
	if ( ! is_https( $url ) ) {
		return true;
	}
	do {
		$done = @stream_socket_enable_crypto( $stream, true, STREAM_CRYPTO_METHOD_TLS_CLIENT );
	} while ( 0 === $done && is_there( $stream, $until ) );
	return true === $done;
}

function answered( $stream, $url, $until, $options ) {
	$to   = wp_parse_url( $url );
	$host = $to['host'] . ( isset( $to['port'] ) ? ':' . $to['port'] : '' );
	$path = ( $to['path'] ?? '/' ) . ( isset( $to['query'] ) ? '?' . $to['query'] : '' );
	@fwrite( $stream, "GET $path HTTP/1.0\r\nHost: $host\r\nUser-Agent: {$options['useragent']}\r\nConnection: close\r\n\r\n" );
	$answer = '';
	while ( ! feof( $stream ) ) {
		if ( ! is_there( $stream, $until ) || strlen( $answer ) > $options['max_bytes'] ) {
			return '';
		}
		$answer .= (string) @fread( $stream, 65536 );
	}
	return $answer;
}

/** Has the one request that is under way wait as said above. */
function wait_in_all( &$url, &$headers, &$data, &$type, &$options ) {
	if ( ! function_exists( 'curl_exec' ) && empty( $options['proxy'] ) ) {
		$options['transport'] = new Transport();
	}
}

/** WordPress unpacks without a bound, and a page would end for want of memory. */
function refuse_packed( &$answer ) {
	$head = explode( "\r\n\r\n", (string) $answer, 2 )[0];
	if ( preg_match( '/^content-encoding:\s*+(?!identity\s*$)/im', $head ) ) {
		$answer = "HTTP/1.0 504 Packed\r\n\r\n";
	}
}
