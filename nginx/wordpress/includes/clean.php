<?php
/**
 * What comes from the Signpost passes here before it stands in a page: it may be
 * another organization's, and may have been broken into.
 */

namespace Signpost\Plugin;

defined( 'ABSPATH' ) || exit;

/** A section with the tags that sections have, or '' where it is none. */
function cleaned( $html ) {
	$html = trim( (string) preg_replace( '/<!--.*?(-->|$)/s', '', (string) $html ) );
	// A tag of Signpost's is short; wp_kses takes seconds for one that is very long.
	if ( ! preg_match( '~^<section class="signpost[" ].*</section>$~s', $html ) || preg_match( '/<[^>]{8192}/', $html ) ) {
		return '';
	}
	$html = trim( wp_kses( $html, tags(), array( 'http', 'https', 'mailto', 'sms', 'tel' ) ) );
	$html = preg_replace( '~ (href|action|data-signpost-source)="/(?!/)~', ' $1="' . esc_url( origin() ) . '/', $html );
	if ( ! is_plain( $html ) || is_sent_elsewhere( $html ) ) {
		return '';
	}
	// A `[` could begin a shortcode of another plugin's.
	return str_replace( '[', '&#91;', $html );
}

/**
 * Whether each tag is written as Signpost writes it, and no comment is left: wp_kses
 * keeps comments, names in capitals and other quotation marks, and a `<!--#` would
 * run where the web server knows includes.
 */
function is_plain( $html ) {
	$text = preg_replace( '~</?[a-z][a-z0-9]*(?: [a-z-]+(?:="[^"<>]*")?)* ?/?>~', '', (string) $html );
	return is_string( $text ) && ! str_contains( $text, '<' );
}

/** Whether what a visitor writes would go to somebody else than the Signpost. */
function is_sent_elsewhere( $html ) {
	preg_match_all( '/<form\b[^>]*/', $html, $forms );
	preg_match_all( '/ action="([^"]*)"/', implode( '>', $forms[0] ), $actions );
	foreach ( $actions[1] as $action ) {
		if ( ! str_starts_with( $action, '#' ) && ! str_starts_with( $action, esc_url( origin() ) . '/' ) ) {
			return true;
		}
	}
	return false;
}

/** Neither script nor style sheet: the plugin has its own. */
function tags() {
	$common = array_fill_keys(
		array(
			'aria-current',
			'aria-describedby',
			'aria-hidden',
			'aria-label',
			'aria-labelledby',
			'class',
			'dir',
			'hidden',
			'id',
			'lang',
			'role',
			'tabindex',
			'translate',
		),
		true
	);
	$more   = array(
		'a'       => array( 'href', 'hreflang', 'rel', 'draggable', 'data-signpost-exit', 'data-two', 'data-one', 'data-over' ),
		'button'  => array( 'type' ),
		'details' => array( 'open' ),
		'form'    => array( 'accept-charset', 'action', 'autocomplete', 'data-signpost-source' ),
		'input'   => array( 'autocapitalize', 'autocomplete', 'checked', 'maxlength', 'name', 'spellcheck', 'value' ),
		'label'   => array( 'for' ),
		'time'    => array( 'datetime' ),
	);
	$plain  = array( 'article', 'aside', 'br', 'code', 'dd', 'div', 'dl', 'dt', 'em', 'fieldset', 'footer', 'h2', 'h3', 'h4', 'h5', 'h6', 'legend', 'li', 'mark', 'nav', 'ol', 'p', 'section', 'small', 'span', 'strong', 'summary', 'ul' );
	$tags   = array_fill_keys( $plain, $common );
	foreach ( $more as $tag => $attributes ) {
		$tags[ $tag ] = $common + array_fill_keys( $attributes, true );
	}
	$tags['form']['method'] = array( 'values' => array( 'get' ) );
	$tags['input']['type']  = array( 'values' => array( 'checkbox', 'hidden', 'radio', 'search', 'submit', 'text' ) );
	return $tags;
}
