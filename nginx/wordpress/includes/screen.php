<?php
/**
 * The one screen of settings, which only administrators see, and what the
 * website's privacy policy may say.
 */

namespace Signpost\Plugin;

defined( 'ABSPATH' ) || exit;

/**
 * An address as it is kept: http or https, no name of a user, no query. Who leaves
 * out its beginning means https; who leaves out its path, Signpost's usual one.
 */
function address_cleaned( $typed ) {
	$typed = preg_replace( '/[?#].*/s', '', trim( (string) $typed ) );
	if ( preg_match( '~^[a-z0-9-]+(\.[a-z0-9-]+)+(/|$)~i', $typed ) ) {
		$typed = 'https://' . $typed;
	}
	if ( '' === $typed || preg_match( '~^(https?://(?:[\pL\pN.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?)((?:/[\w.\~%-]*)*)$~Diu', $typed, $found ) ) {
		$path = rtrim( $found[2] ?? '', '/' );
		return '' === $typed ? '' : $found[1] . ( '' === $path ? '/referrals' : $path );
	}
	add_settings_error( ADDRESS, 'signpost', __( 'This is not an address of the web. It begins with https:// and was not changed.', 'signpost' ) );
	return address();
}

function register_settings() {
	register_setting( 'signpost', ADDRESS, array( 'sanitize_callback' => __NAMESPACE__ . '\address_cleaned' ) );
	register_setting( 'signpost', INSTEAD, array( 'sanitize_callback' => __NAMESPACE__ . '\instead_cleaned' ) );
}

/** What the administrator is told of the address. */
function state() {
	if ( '' === address() ) {
		return '';
	}
	return refresh()
		/* translators: %d: a number of lists */
		? sprintf( __( 'The list was found there. Authors can choose it whole, or one of %d parts of it.', 'signpost' ), count( kept()['lists'] ) )
		: __( 'No list was found there just now. Is the address right? Then ask those who run the list.', 'signpost' );
}

function show_screen() {
	$state = state();
	?>
	<div class="wrap">
	<h1><?php esc_html_e( 'Who can help', 'signpost' ); ?></h1>
	<form method="post" action="options.php">
	<?php settings_fields( 'signpost' ); ?>
	<h2><label for="signpost_address"><?php esc_html_e( 'Where the list is', 'signpost' ); ?></label></h2>
	<p><input type="url" class="regular-text" id="signpost_address" name="signpost_address" placeholder="https://www.example.org/referrals" value="<?php echo esc_attr( address() ); ?>"></p>
	<?php if ( '' !== $state ) : ?>
	<p id="signpost-state"><strong><?php echo esc_html( $state ); ?></strong></p>
	<?php endif; ?>
	<p><?php esc_html_e( 'It may be the list of another organization. Only your website asks there; that organization sees no visitor of yours until one of them filters the list or follows a link of it.', 'signpost' ); ?></p>
	<h2><label for="signpost_instead"><?php esc_html_e( 'If the list cannot be shown', 'signpost' ); ?></label></h2>
	<p><textarea class="large-text" rows="4" id="signpost_instead" name="signpost_instead"><?php echo esc_textarea( instead() ); ?></textarea></p>
	<p><?php esc_html_e( 'Visitors see these words until the list was had once. Afterward they see its phone lines as they last were, with their date.', 'signpost' ); ?></p>
	<?php submit_button(); ?>
	</form>
	<h2><?php esc_html_e( 'What to do next', 'signpost' ); ?></h2>
	<p><?php esc_html_e( 'Add the block "Who can help" to a page. Where there are no blocks, write [signpost] on a line of its own.', 'signpost' ); ?></p>
	<h2><?php esc_html_e( 'How long a wrong number would stay', 'signpost' ); ?></h2>
	<p><?php esc_html_e( 'One minute here, and on top of that for as long as pages are kept: plugins that make a website faster (such as WP Super Cache, W3 Total Cache or LiteSpeed Cache), and some hosts, keep whole pages for hours or days. Have them leave out the page with the list, or keep it for an hour at most.', 'signpost' ); ?></p>
	</div>
	<?php
}

add_action( 'admin_init', __NAMESPACE__ . '\register_settings' );
add_action(
	'admin_menu',
	function () {
		add_options_page( __( 'Who can help', 'signpost' ), __( 'Who can help', 'signpost' ), 'manage_options', 'signpost', __NAMESPACE__ . '\show_screen' );
	}
);
add_filter(
	'plugin_action_links_' . plugin_basename( FILE ),
	fn( $links ) => array_merge( array( '<a href="' . esc_url( admin_url( 'options-general.php?page=signpost' ) ) . '">' . esc_html__( 'Settings', 'signpost' ) . '</a>' ), $links )
);
add_action(
	'admin_init',
	function () {
		wp_add_privacy_policy_content(
			'Signpost',
			'<p>' . esc_html__( 'Our pages show a list of who can help. Our website fetches it; those who run it learn nothing about you from us, except, where filters stay on our page, what you chose, without anything that says who you are. We store nothing of it. When you follow a link of the list, you visit their website, and their privacy policy holds.', 'signpost' ) . '</p>'
		);
	}
);
add_action(
	'init',
	function () {
		load_plugin_textdomain( 'signpost', false, dirname( plugin_basename( FILE ) ) . '/languages' );
	},
	1
);
/* One Spanish will do for every country's. */
add_filter(
	'load_textdomain_mofile',
	function ( $file, $domain ) {
		$shared = dirname( FILE ) . '/languages/signpost-es_ES.mo';
		return 'signpost' === $domain && ! is_readable( $file ) && preg_match( '/-es_[A-Z]{2}(_[a-z]+)?\.mo$/', $file ) ? $shared : $file;
	},
	10,
	2
);
