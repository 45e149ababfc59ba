" The files of Signpost, wherever a site keeps them below /etc.
autocmd BufRead,BufNewFile /etc/signpost/*.ini set filetype=signpost
